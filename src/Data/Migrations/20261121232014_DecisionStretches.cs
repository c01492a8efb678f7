using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Strikeboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class DecisionStretches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "decision_stretches",
                schema: "trading",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cycles = table.Column<int>(type: "integer", nullable: false),
                    symbol = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    @event = table.Column<string>(
                        name: "event",
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    instrument = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    side = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    outcome = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    said_no = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    nearest_cycle = table.Column<long>(type: "bigint", nullable: false),
                    lacks = table.Column<int>(type: "integer", nullable: false),
                    distance = table.Column<double>(type: "double precision", nullable: false),
                    price = table.Column<decimal>(type: "numeric", nullable: true),
                    chance = table.Column<double>(type: "double precision", nullable: false),
                    edge = table.Column<double>(type: "double precision", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decision_stretches", x => x.id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_decision_stretches_last_at",
                schema: "trading",
                table: "decision_stretches",
                column: "last_at"
            );
            migrationBuilder.Sql(Scripts.Read("0003_decision_stretches.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "decision_stretches", schema: "trading");
        }
    }
}
