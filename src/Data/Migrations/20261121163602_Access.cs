using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Strikeboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Access : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(name: "pk_settings", schema: "system", table: "settings");

            migrationBuilder
                .AlterColumn<long>(
                    name: "version",
                    schema: "system",
                    table: "settings",
                    type: "bigint",
                    nullable: false,
                    oldClrType: typeof(long),
                    oldType: "bigint"
                )
                .OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddColumn<string>(
                name: "before",
                schema: "system",
                table: "settings",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "reason",
                schema: "system",
                table: "settings",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true
            );

            migrationBuilder.AddPrimaryKey(
                name: "pk_settings",
                schema: "system",
                table: "settings",
                columns: new[] { "version", "key" }
            );

            migrationBuilder.CreateTable(
                name: "api_keys",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    prefix = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ceiling = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    verbs = table.Column<string[]>(type: "text[]", nullable: false),
                    symbols = table.Column<string[]>(type: "text[]", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_used_from = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: true
                    ),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_keys_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "sessions",
                schema: "access",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    device = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_because = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_sessions_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "access",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_prefix",
                schema: "access",
                table: "api_keys",
                column: "prefix",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_user_id",
                schema: "access",
                table: "api_keys",
                column: "user_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_sessions_expires_at",
                schema: "access",
                table: "sessions",
                column: "expires_at"
            );

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_id_created_at",
                schema: "access",
                table: "sessions",
                columns: new[] { "user_id", "created_at" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "api_keys", schema: "access");

            migrationBuilder.DropTable(name: "sessions", schema: "access");

            migrationBuilder.DropPrimaryKey(name: "pk_settings", schema: "system", table: "settings");

            migrationBuilder.DropColumn(name: "before", schema: "system", table: "settings");

            migrationBuilder.DropColumn(name: "reason", schema: "system", table: "settings");

            migrationBuilder
                .AlterColumn<long>(
                    name: "version",
                    schema: "system",
                    table: "settings",
                    type: "bigint",
                    nullable: false,
                    oldClrType: typeof(long),
                    oldType: "bigint"
                )
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddPrimaryKey(name: "pk_settings", schema: "system", table: "settings", column: "version");
        }
    }
}
