using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Strikeboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "system");

            migrationBuilder.EnsureSchema(name: "access");

            migrationBuilder.CreateTable(
                name: "audit",
                schema: "system",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    command_id = table.Column<Guid>(type: "uuid", nullable: false),
                    command = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    target = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    via = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    verdict = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    refusal_code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    content = table.Column<string>(type: "json", nullable: false),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    previous_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "commands",
                schema: "system",
                columns: table => new
                {
                    command_id = table.Column<Guid>(type: "uuid", nullable: false),
                    caller = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    idempotency_key = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    body_hash = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    outcome = table.Column<string>(type: "json", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commands", x => x.command_id);
                }
            );

            migrationBuilder.CreateTable(
                name: "cycles",
                schema: "system",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    generation = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ms = table.Column<double>(type: "double precision", nullable: false),
                    outcome = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    missed_before = table.Column<int>(type: "integer", nullable: false),
                    steps = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cycles", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "events",
                schema: "system",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                        ),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    severity = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    code = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    message = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_events", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "health_status",
                schema: "system",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                        ),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    capped_score = table.Column<int>(type: "integer", nullable: false),
                    band = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    consecutive_failures = table.Column<int>(type: "integer", nullable: false),
                    checks = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_health_status", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "identity",
                schema: "system",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    mode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity", x => x.id);
                    table.CheckConstraint("ck_identity_one_row", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "lease",
                schema: "system",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    backend_pid = table.Column<int>(type: "integer", nullable: false),
                    acquired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lease", x => x.id);
                    table.CheckConstraint("ck_lease_one_row", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "lease_heartbeat",
                schema: "system",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lease_heartbeat", x => x.id);
                    table.CheckConstraint("ck_lease_heartbeat_one_row", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "pipeline",
                schema: "system",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    desired_running = table.Column<bool>(type: "boolean", nullable: false),
                    generation = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pipeline", x => x.id);
                    table.CheckConstraint("ck_pipeline_one_row", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "settings",
                schema: "system",
                columns: table => new
                {
                    version = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                        ),
                    key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    value = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings", x => x.version);
                }
            );

            migrationBuilder.CreateTable(
                name: "users",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    normalized_name = table.Column<string>(
                        type: "character varying(64)",
                        maxLength: 64,
                        nullable: false
                    ),
                    role = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(
                        type: "character varying(400)",
                        maxLength: 400,
                        nullable: true
                    ),
                    security_stamp = table.Column<Guid>(type: "uuid", nullable: false),
                    failed_sign_ins = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_sign_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "tokens",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 64, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    family = table.Column<Guid>(type: "uuid", nullable: false),
                    security_stamp = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    spent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_tokens_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.InsertData(
                schema: "system",
                table: "lease",
                columns: new[] { "id", "acquired_at", "backend_pid", "epoch", "node" },
                values: new object[]
                {
                    1,
                    new DateTimeOffset(
                        new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                        new TimeSpan(0, 0, 0, 0, 0)
                    ),
                    0,
                    0L,
                    "",
                }
            );

            migrationBuilder.InsertData(
                schema: "system",
                table: "lease_heartbeat",
                columns: new[] { "id", "at" },
                values: new object[]
                {
                    1,
                    new DateTimeOffset(
                        new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                        new TimeSpan(0, 0, 0, 0, 0)
                    ),
                }
            );

            migrationBuilder.InsertData(
                schema: "system",
                table: "pipeline",
                columns: new[] { "id", "changed_at", "changed_by", "desired_running", "generation" },
                values: new object[]
                {
                    1,
                    new DateTimeOffset(
                        new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                        new TimeSpan(0, 0, 0, 0, 0)
                    ),
                    "setup",
                    true,
                    0L,
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_audit_actor_name_id",
                schema: "system",
                table: "audit",
                columns: new[] { "actor_name", "id" }
            );

            migrationBuilder.CreateIndex(name: "ix_audit_at", schema: "system", table: "audit", column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audit_command_by_id",
                schema: "system",
                table: "audit",
                columns: new[] { "command", "id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_audit_command_id",
                schema: "system",
                table: "audit",
                column: "command_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_audit_previous_hash",
                schema: "system",
                table: "audit",
                column: "previous_hash",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "ix_commands_at", schema: "system", table: "commands", column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_commands_caller_idempotency_key",
                schema: "system",
                table: "commands",
                columns: new[] { "caller", "idempotency_key" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_cycles_started_at",
                schema: "system",
                table: "cycles",
                column: "started_at"
            );

            migrationBuilder.CreateIndex(name: "ix_events_at", schema: "system", table: "events", column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_events_code_at",
                schema: "system",
                table: "events",
                columns: new[] { "code", "at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_events_source_at",
                schema: "system",
                table: "events",
                columns: new[] { "source", "at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_health_status_at",
                schema: "system",
                table: "health_status",
                column: "at"
            );

            migrationBuilder.CreateIndex(
                name: "ix_settings_key_version",
                schema: "system",
                table: "settings",
                columns: new[] { "key", "version" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_tokens_expires_at",
                schema: "access",
                table: "tokens",
                column: "expires_at"
            );

            migrationBuilder.CreateIndex(name: "ix_tokens_family", schema: "access", table: "tokens", column: "family");

            migrationBuilder.CreateIndex(
                name: "ix_tokens_hash",
                schema: "access",
                table: "tokens",
                column: "hash",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_tokens_user_id",
                schema: "access",
                table: "tokens",
                column: "user_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_name",
                schema: "access",
                table: "users",
                column: "normalized_name",
                unique: true
            );

            migrationBuilder.Sql(Scripts.Read("0001_audit_append_only.sql"));
            migrationBuilder.Sql(Scripts.Read("0001_price_log.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP SCHEMA jobs; DROP SCHEMA live_data CASCADE;");

            migrationBuilder.DropTable(name: "audit", schema: "system");

            migrationBuilder.DropTable(name: "commands", schema: "system");

            migrationBuilder.DropTable(name: "cycles", schema: "system");

            migrationBuilder.DropTable(name: "events", schema: "system");

            migrationBuilder.DropTable(name: "health_status", schema: "system");

            migrationBuilder.DropTable(name: "identity", schema: "system");

            migrationBuilder.DropTable(name: "lease", schema: "system");

            migrationBuilder.DropTable(name: "lease_heartbeat", schema: "system");

            migrationBuilder.DropTable(name: "pipeline", schema: "system");

            migrationBuilder.DropTable(name: "settings", schema: "system");

            migrationBuilder.DropTable(name: "tokens", schema: "access");

            migrationBuilder.DropTable(name: "users", schema: "access");

            migrationBuilder.Sql("DROP FUNCTION system.refuse_audit_change();");
        }
    }
}
