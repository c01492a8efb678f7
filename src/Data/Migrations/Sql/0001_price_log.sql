-- One row a second and symbol. A list partition per symbol carries the promised name (live_data.btc_price_log), below it a
-- partition per UTC day, so that retention drops a day at once instead of deleting rows.
CREATE SCHEMA live_data;

CREATE TABLE live_data.price_log (
    symbol      varchar(12)    NOT NULL,
    second      timestamptz(0) NOT NULL,
    price       numeric(20, 8) NOT NULL CHECK (price > 0),
    kind        char(1)        NOT NULL CHECK (kind IN ('O', 'I', 'W')),
    source      varchar(40)    NOT NULL,
    received_at timestamptz    NOT NULL,
    PRIMARY KEY (symbol, second)
) PARTITION BY LIST (symbol);

COMMENT ON TABLE live_data.price_log IS 'the last tick with venue time in (second - 1, second]';
COMMENT ON COLUMN live_data.price_log.kind IS 'O observed, I interpolated, W taken from history at a warm start';

-- The application's role makes partitions through these functions and needs no right of its own to create or drop tables.
CREATE FUNCTION live_data.ensure_price_partitions(wanted text, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parent text := lower(wanted) || '_price_log';
    child  text;
    made   integer := 0;
    of_day date;
BEGIN
    IF wanted !~ '^[A-Z0-9]{1,12}$' THEN
        RAISE EXCEPTION 'not a symbol: %', wanted USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF last_day < first_day OR last_day - first_day > 4000 THEN
        RAISE EXCEPTION 'not a range of days: % to %', first_day, last_day USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- Two writers that meet a new day together make it once.
    PERFORM pg_advisory_xact_lock(hashtextextended('live_data.ensure_price_partitions', 0));
    IF to_regclass(format('live_data.%I', parent)) IS NULL THEN
        EXECUTE format(
            'CREATE TABLE live_data.%I PARTITION OF live_data.price_log FOR VALUES IN (%L) PARTITION BY RANGE (second)',
            parent, wanted);
    END IF;
    FOR of_day IN SELECT d::date FROM generate_series(first_day::timestamp, last_day::timestamp, '1 day') AS d LOOP
        child := parent || '_' || to_char(of_day, 'YYYYMMDD');
        IF to_regclass(format('live_data.%I', child)) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE live_data.%I PARTITION OF live_data.%I FOR VALUES FROM (%L) TO (%L)',
                child, parent, to_char(of_day, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(of_day + 1, 'YYYY-MM-DD') || ' 00:00:00+00');
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END
$$;

-- Drops every whole day before the given one, of all symbols; returns how many day partitions went.
CREATE FUNCTION live_data.drop_price_partitions(before_day date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    child   text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('live_data.ensure_price_partitions', 0));
    FOR child IN
        SELECT c.relname
        FROM pg_class c
        WHERE c.relnamespace = 'live_data'::regnamespace
          AND c.relispartition AND c.relkind = 'r'
          AND c.relname ~ '^[a-z0-9]+_price_log_[0-9]{8}$'
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < before_day
        ORDER BY c.relname
    LOOP
        EXECUTE format('DROP TABLE live_data.%I', child);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$$;

REVOKE ALL ON FUNCTION live_data.ensure_price_partitions(text, date, date) FROM PUBLIC;
REVOKE ALL ON FUNCTION live_data.drop_price_partitions(date) FROM PUBLIC;

-- The two names that were promised exist from the first day; other symbols follow with their first price.
CREATE TABLE live_data.btc_price_log PARTITION OF live_data.price_log FOR VALUES IN ('BTC') PARTITION BY RANGE (second);
CREATE TABLE live_data.eth_price_log PARTITION OF live_data.price_log FOR VALUES IN ('ETH') PARTITION BY RANGE (second);

-- The scheduler makes its own tables here.
CREATE SCHEMA jobs;
