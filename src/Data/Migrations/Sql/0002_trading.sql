-- What was held and given up on a trading day is not entered again on that day, whoever asks.
CREATE FUNCTION trading.refuse_reentry() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM trading.closed_positions c
        WHERE c.venue = NEW.venue AND c.account = NEW.account
          AND c.instrument = NEW.instrument AND c.trading_day = NEW.trading_day
    ) THEN
        RAISE EXCEPTION '% was closed on % already', NEW.instrument, NEW.trading_day
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'ux_closed_today';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER closed_today_stays_closed BEFORE INSERT ON trading.positions
    FOR EACH ROW EXECUTE FUNCTION trading.refuse_reentry();

CREATE FUNCTION trading.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER closes_stay BEFORE UPDATE OR DELETE ON trading.closed_positions
    FOR EACH ROW EXECUTE FUNCTION trading.refuse_change();
CREATE TRIGGER closes_are_not_emptied BEFORE TRUNCATE ON trading.closed_positions
    FOR EACH STATEMENT EXECUTE FUNCTION trading.refuse_change();
CREATE TRIGGER fills_stay BEFORE UPDATE OR DELETE ON trading.fills
    FOR EACH ROW EXECUTE FUNCTION trading.refuse_change();

CREATE VIEW trading.active_positions AS SELECT * FROM trading.positions WHERE takes_slot;

-- Coins and Kalshi's contracts are closed "today" by the exchange's own calendar.
CREATE VIEW trading.closed_positions_today AS
    SELECT * FROM trading.closed_positions WHERE trading_day = (now() AT TIME ZONE 'America/New_York')::date;

CREATE VIEW trading.trades AS
    SELECT id, venue, account, instrument, side, symbol, event_ticker, opened_by, opened_at, closed_at, trading_day,
           bought AS quantity, average_price, realised, fees, realised - fees AS net
    FROM trading.positions WHERE state = 'Closed';
