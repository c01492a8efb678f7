using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Strikeboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Forecasts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "live_data");

            migrationBuilder.CreateTable(
                name: "forecasts",
                schema: "live_data",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                        ),
                    ticker = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    checkpoint = table.Column<int>(type: "integer", nullable: false),
                    symbol = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    series = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    event_ticker = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    close_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cycle_id = table.Column<long>(type: "bigint", nullable: false),
                    chance = table.Column<double>(type: "double precision", nullable: false),
                    quality = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    yes_bid = table.Column<decimal>(type: "numeric", nullable: true),
                    yes_ask = table.Column<decimal>(type: "numeric", nullable: true),
                    quote_quality = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    market_mid = table.Column<double>(type: "double precision", nullable: true),
                    is_scored = table.Column<bool>(type: "boolean", nullable: false),
                    result = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    expiration_value = table.Column<decimal>(type: "numeric", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_final = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_forecasts", x => x.id);
                    table.CheckConstraint("ck_forecasts_chance", "chance >= 0 AND chance <= 1");
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_forecasts_checkpoint_close_time",
                schema: "live_data",
                table: "forecasts",
                columns: new[] { "checkpoint", "close_time" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_forecasts_ticker_checkpoint",
                schema: "live_data",
                table: "forecasts",
                columns: new[] { "ticker", "checkpoint" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_forecasts_undecided",
                schema: "live_data",
                table: "forecasts",
                column: "close_time",
                filter: "NOT is_final"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "forecasts", schema: "live_data");
        }
    }
}
