CREATE TABLE "touched" (
	"kind" text collate "C" NOT NULL,
	"changed" xid8 DEFAULT pg_current_xact_id() NOT NULL,
	"key" text collate "C" NOT NULL,
	"number" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "touched_pk" PRIMARY KEY("kind","changed","key","number")
);
--> statement-breakpoint
ALTER TABLE "executions" ADD COLUMN "changed" xid8;--> statement-breakpoint
ALTER TABLE "executions" ALTER COLUMN "changed" SET DEFAULT pg_current_xact_id();--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "changed" xid8;--> statement-breakpoint
ALTER TABLE "runs" ALTER COLUMN "changed" SET DEFAULT pg_current_xact_id();--> statement-breakpoint
CREATE INDEX "touched_at" ON "touched" USING btree ("at");--> statement-breakpoint
CREATE INDEX "executions_changed" ON "executions" USING btree ("changed") WHERE changed is not null;--> statement-breakpoint
CREATE INDEX "runs_changed" ON "runs" USING btree ("changed") WHERE changed is not null;