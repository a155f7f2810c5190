CREATE TABLE "tokens" (
	"token_id" text collate "C" PRIMARY KEY NOT NULL,
	"name" text collate "C" NOT NULL,
	"digest" text collate "C" NOT NULL,
	"scopes" text collate "C" NOT NULL,
	"flows" text collate "C",
	"backends" text collate "C",
	"created_at" bigint NOT NULL,
	"expires_at" bigint,
	"last_used_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_digest" ON "tokens" USING btree ("digest");