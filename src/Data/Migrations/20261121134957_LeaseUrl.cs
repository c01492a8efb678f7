using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Strikeboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class LeaseUrl : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "url",
                schema: "system",
                table: "lease",
                type: "character varying(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.UpdateData(
                schema: "system",
                table: "lease",
                keyColumn: "id",
                keyValue: 1,
                column: "url",
                value: ""
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "url", schema: "system", table: "lease");
        }
    }
}
