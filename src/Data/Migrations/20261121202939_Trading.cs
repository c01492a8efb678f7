using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Strikeboard.Data.Migrations
{
    /// <inheritdoc />
    public partial class Trading : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(name: "trading");

            migrationBuilder.CreateTable(
                name: "accounts",
                schema: "trading",
                columns: table => new
                {
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    risk_state = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    risk_reason = table.Column<string>(type: "text", nullable: false),
                    entries_paused = table.Column<bool>(type: "boolean", nullable: false),
                    killed = table.Column<bool>(type: "boolean", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accounts", x => new { x.venue, x.account });
                }
            );

            migrationBuilder.CreateTable(
                name: "bots",
                schema: "trading",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false),
                    disarmed_because = table.Column<string>(type: "text", nullable: false),
                    settings = table.Column<string>(type: "json", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bots", x => x.name);
                }
            );

            migrationBuilder.CreateTable(
                name: "closed_positions",
                schema: "trading",
                columns: table => new
                {
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    instrument = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    trading_day = table.Column<DateOnly>(type: "date", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_closed_positions",
                        x => new
                        {
                            x.venue,
                            x.account,
                            x.instrument,
                            x.trading_day,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "decisions",
                schema: "trading",
                columns: table => new
                {
                    cycle_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    weighed = table.Column<int>(type: "integer", nullable: false),
                    entered = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.cycle_id);
                }
            );

            migrationBuilder.CreateTable(
                name: "fills",
                schema: "trading",
                columns: table => new
                {
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    trade_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_order_id = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: true
                    ),
                    venue_order_id = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: true
                    ),
                    purpose = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    price = table.Column<decimal>(type: "numeric", nullable: false),
                    fee = table.Column<decimal>(type: "numeric", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    booked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_fills",
                        x => new
                        {
                            x.venue,
                            x.account,
                            x.trade_id,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "positions",
                schema: "trading",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    instrument = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    side = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    symbol = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    event_ticker = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    exchange_index = table.Column<int>(type: "integer", nullable: false),
                    trading_day = table.Column<DateOnly>(type: "date", nullable: false),
                    opened_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    market_closes_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stop_price = table.Column<decimal>(type: "numeric", nullable: true),
                    target_price = table.Column<decimal>(type: "numeric", nullable: true),
                    stop_chance = table.Column<double>(type: "double precision", nullable: true),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    takes_slot = table.Column<bool>(type: "boolean", nullable: false),
                    bought = table.Column<decimal>(type: "numeric", nullable: false),
                    sold = table.Column<decimal>(type: "numeric", nullable: false),
                    settled = table.Column<decimal>(type: "numeric", nullable: false),
                    paid_out = table.Column<decimal>(type: "numeric", nullable: false),
                    average_price = table.Column<decimal>(type: "numeric", nullable: false),
                    realised = table.Column<decimal>(type: "numeric", nullable: false),
                    fees = table.Column<decimal>(type: "numeric", nullable: false),
                    at_risk = table.Column<decimal>(type: "numeric", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    change_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_positions", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "risk_limits",
                schema: "trading",
                columns: table => new
                {
                    version = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                        ),
                    limits = table.Column<string>(type: "json", nullable: false),
                    changed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_risk_limits", x => x.version);
                }
            );

            migrationBuilder.CreateTable(
                name: "settlements",
                schema: "trading",
                columns: table => new
                {
                    venue = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    instrument = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    result = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    paid = table.Column<decimal>(type: "numeric", nullable: false),
                    fees = table.Column<decimal>(type: "numeric", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_settlements",
                        x => new
                        {
                            x.venue,
                            x.account,
                            x.instrument,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "trade_lines",
                schema: "trading",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                        ),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    client_order_id = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: true
                    ),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trade_lines", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "order_intents",
                schema: "trading",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    purpose = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    everything = table.Column<bool>(type: "boolean", nullable: false),
                    limit_price = table.Column<decimal>(type: "numeric", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    valid_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rests = table.Column<double>(type: "double precision", nullable: true),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_intents", x => x.id);
                    table.ForeignKey(
                        name: "fk_order_intents_positions_position_id",
                        column: x => x.position_id,
                        principalSchema: "trading",
                        principalTable: "positions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "order_attempts",
                schema: "trading",
                columns: table => new
                {
                    client_order_id = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: false
                    ),
                    intent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<decimal>(type: "numeric", nullable: false),
                    limit_price = table.Column<decimal>(type: "numeric", nullable: false),
                    state = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    is_final = table.Column<bool>(type: "boolean", nullable: false),
                    venue_order_id = table.Column<string>(
                        type: "character varying(200)",
                        maxLength: 200,
                        nullable: true
                    ),
                    reported = table.Column<decimal>(type: "numeric", nullable: false),
                    booked = table.Column<decimal>(type: "numeric", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_asked = table.Column<bool>(type: "boolean", nullable: false),
                    absent_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_order_attempts", x => x.client_order_id);
                    table.CheckConstraint("ck_order_attempts_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_order_attempts_order_intents_intent_id",
                        column: x => x.intent_id,
                        principalSchema: "trading",
                        principalTable: "order_intents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_decisions_at", schema: "trading", table: "decisions", column: "at");

            migrationBuilder.CreateIndex(name: "ix_fills_at", schema: "trading", table: "fills", column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_fills_position_id",
                schema: "trading",
                table: "fills",
                column: "position_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_attempts_intent_id_number",
                schema: "trading",
                table: "order_attempts",
                columns: new[] { "intent_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_attempts_position_id",
                schema: "trading",
                table: "order_attempts",
                column: "position_id"
            );

            migrationBuilder.CreateIndex(
                name: "ux_order_attempts_one_live",
                schema: "trading",
                table: "order_attempts",
                column: "intent_id",
                unique: true,
                filter: "NOT is_final"
            );

            migrationBuilder.CreateIndex(
                name: "ux_order_attempts_venue_order",
                schema: "trading",
                table: "order_attempts",
                column: "venue_order_id",
                unique: true,
                filter: "venue_order_id IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_intents_asked_at",
                schema: "trading",
                table: "order_intents",
                column: "asked_at"
            );

            migrationBuilder.CreateIndex(
                name: "ix_order_intents_position_id_ordinal",
                schema: "trading",
                table: "order_intents",
                columns: new[] { "position_id", "ordinal" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_order_intents_one_exit",
                schema: "trading",
                table: "order_intents",
                column: "position_id",
                unique: true,
                filter: "purpose = 'Exit' AND NOT is_closed"
            );

            migrationBuilder.CreateIndex(
                name: "ix_positions_opened_at",
                schema: "trading",
                table: "positions",
                column: "opened_at"
            );

            migrationBuilder.CreateIndex(
                name: "ix_positions_trading_day_closed_at",
                schema: "trading",
                table: "positions",
                columns: new[] { "trading_day", "closed_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ux_positions_slot",
                schema: "trading",
                table: "positions",
                columns: new[] { "venue", "account", "instrument" },
                unique: true,
                filter: "takes_slot"
            );

            migrationBuilder.CreateIndex(
                name: "ix_settlements_at",
                schema: "trading",
                table: "settlements",
                column: "at"
            );

            migrationBuilder.CreateIndex(
                name: "ix_trade_lines_position_id_id",
                schema: "trading",
                table: "trade_lines",
                columns: new[] { "position_id", "id" }
            );
            migrationBuilder.Sql(Scripts.Read("0002_trading.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP SCHEMA trading CASCADE");
        }
    }
}
