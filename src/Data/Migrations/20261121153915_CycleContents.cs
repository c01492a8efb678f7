using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Strikeboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class CycleContents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cycle_contents",
                schema: "system",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    packed = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cycle_contents", x => x.id);
                }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "cycle_contents", schema: "system");
        }
    }
}
