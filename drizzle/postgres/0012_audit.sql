CREATE TABLE "audit" (
	"audit_id" text collate "C" PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"action" text collate "C" NOT NULL,
	"via" text collate "C" NOT NULL,
	"actor" text collate "C" NOT NULL,
	"token_id" text collate "C",
	"address" text collate "C",
	"count" bigint NOT NULL,
	"ids" text collate "C" NOT NULL,
	"detail" text collate "C"
);
--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at","audit_id");