using System.Collections.Immutable;
using Strikeboard.Model;

namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Reads what a <see cref="ValueWriter"/> wrote, from the first byte of a part on.</summary>
internal sealed class ValueReader
{
    private const int FarthestOffsetMinutes = 14 * 60;

    private readonly List<string> _names = [];
    private long _lastTicks;

    public ByteSource Source { get; private set; } = new(default);

    /// <summary>The next bytes of the same part.</summary>
    public void GoOnWith(ReadOnlyMemory<byte> bytes) => Source = new ByteSource(bytes);

    public string? NameOrNull()
    {
        var number = Source.Varint();
        if (number == 0)
            return null;
        if (number <= (ulong)_names.Count)
            return _names[(int)number - 1];
        if (number > (ulong)_names.Count + 1)
            throw new TapeDamage($"name {number} of {_names.Count}");
        var name = Source.Text();
        _names.Add(name);
        return name;
    }

    public string Name() => NameOrNull() ?? throw new TapeDamage("a name is missing");

    public Symbol Symbol() =>
        Model.Symbol.TryParse(Name(), out var symbol) ? symbol : throw new TapeDamage("a symbol that is none");

    public DateTimeOffset Time()
    {
        var head = Source.Varint();
        var distance = (long)(head >> 2) ^ -(long)(head >> 1 & 1);
        var offset = (head & 1) == 0 ? 0 : Source.Signed();
        var ticks = unchecked(_lastTicks + distance);
        if (offset is < -FarthestOffsetMinutes or > FarthestOffsetMinutes)
            throw new TapeDamage("a time that no clock shows");
        var local = ticks + offset * TimeSpan.TicksPerMinute;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks || local < 0 || local > DateTime.MaxValue.Ticks)
            throw new TapeDamage("a time that no clock shows");
        _lastTicks = ticks;
        return new DateTimeOffset(local, TimeSpan.FromMinutes(offset));
    }

    public T? Optional<T>(Func<T> read)
        where T : struct => Source.Flag() ? read() : null;

    public T? Maybe<T>(Func<T> read)
        where T : class => Source.Flag() ? read() : null;

    public ImmutableArray<T> List<T>(Func<T> read)
    {
        var count = Source.Count();
        var values = ImmutableArray.CreateBuilder<T>(count);
        for (var index = 0; index < count; index++)
            values.Add(read());
        return values.MoveToImmutable();
    }

    public T Word<T>()
        where T : struct, Enum
    {
        var word = (T)Enum.ToObject(typeof(T), Source.Byte());
        return Enum.IsDefined(word) ? word : throw new TapeDamage($"{word} is no {typeof(T).Name}");
    }

    public PriceTick Tick() =>
        new(
            Name(),
            Name(),
            Source.Decimal(),
            Optional(Source.Decimal),
            Optional(Source.Decimal),
            Time(),
            Time(),
            Word<Transport>()
        );

    public PriceRow Row(Symbol symbol) => new(symbol, Time(), Source.Decimal(), Word<PriceRowKind>(), Name());

    public SourceStatus Status() =>
        new()
        {
            Name = Name(),
            State = Word<SourceState>(),
            Transport = Word<Transport>(),
            Reason = Name(),
            LastFrameAt = Optional(Time),
            Since = Time(),
            Frames = Source.Signed(),
            Malformed = Source.Signed(),
            Gaps = Source.Signed(),
            Reconnects = Source.Signed(),
            Conditions = Maybe(Conditions),
        };

    private VenueConditions Conditions() =>
        new()
        {
            StatusAt = Optional(Time),
            ExchangeActive = Source.Flag(),
            TradingActive = Source.Flag(),
            ResumesAt = Optional(Time),
            Maintenance = Maybe(() => new MaintenanceWindow(Time(), Time())),
            Budget = Maybe(() => new RateBudget(Source.Double(), Source.Double(), Source.Double())),
            SeesIndex = Optional(Source.Flag),
            LastWord = Maybe(() => new VenueWord(Source.Text(), Time())),
        };

    public Market Market() =>
        new()
        {
            Ticker = Name(),
            EventTicker = Name(),
            StrikeType = Word<StrikeType>(),
            FloorStrike = Optional(Source.Decimal),
            CapStrike = Optional(Source.Decimal),
            Status = Word<MarketStatus>(),
            OpenTime = Time(),
            CloseTime = Time(),
            ExchangeIndex = Source.Int(),
            Result = Optional(Word<Side>),
            SettlementValue = Optional(Source.Decimal),
            ExpirationValue = Optional(Source.Decimal),
        };

    public MarketSettled Settled() =>
        new()
        {
            Source = Name(),
            Series = Name(),
            EventTicker = Name(),
            Ticker = Name(),
            Result = Word<Side>(),
            SettlementValue = Optional(Source.Decimal),
            ExpirationValue = Optional(Source.Decimal),
            CloseTime = Time(),
            At = Time(),
            IsFinal = Source.Flag(),
        };

    public MarketsChanged Changed() => new(Name(), Name(), Name(), List(Name), Time());

    public MarketEvent Event() =>
        new()
        {
            Ticker = Name(),
            Series = Name(),
            Title = Name(),
            OpenTime = Time(),
            CloseTime = Time(),
            Markets = List(Market),
        };

    public ContractPrice Price() =>
        Source.Decimal() is >= 0m and <= 1m and var dollars
            ? new ContractPrice(dollars)
            : throw new TapeDamage("a contract's price outside 0 and 1");
}
