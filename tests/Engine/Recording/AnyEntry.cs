using System.Collections.Immutable;
using Strikeboard.Engine.Pipeline;
using Strikeboard.Engine.Prices;
using Strikeboard.Engine.Recording;
using Strikeboard.Engine.Recording.Outputs;
using Strikeboard.Model;
using Strikeboard.Quant.Strikes;
using Strikeboard.Quant.Volatility;

namespace Strikeboard.Engine.Tests.Recording;

/// <summary>Entries with every kind of value in them, likely or not.</summary>
internal sealed class AnyEntry(Random random)
{
    private static readonly string[] Names = ["coinbase", "BTC-USD", "KXBTCD", "", "ö€", "a name\nof two lines"];
    private static readonly Symbol[] Symbols = [new("BTC"), new("ETH"), new("SOL")];
    private ImmutableDictionary<string, MarketQuote> _quotes = ImmutableDictionary<string, MarketQuote>.Empty;
    private ImmutableArray<MarketEvent> _events = [];
    private PipelineChoices _choices = PipelineChoices.Default;

    public List<TapeEntry> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => One())];

    private TapeEntry One() =>
        random.Next(9) switch
        {
            0 => Started(),
            1 => new MemoryTold(State()),
            2 => new TickAdded(Any(Symbols), Whole(), Tick()),
            3 => WarmedOf(Any(Symbols)),
            4 => new SourceTold(Status()),
            5 => new ContractSettled(Settled()),
            6 => new ContractsChanged(
                new MarketsChanged(Any(Names), Any(Names), Any(Names), Some(() => Any(Names)), Time())
            ),
            7 => new ChoicesMade(_choices = Choices()),
            _ => Cycle(),
        };

    private PartStarted Started()
    {
        var by = By();
        _choices = PipelineChoices.Of(by.Pipeline);
        return new PartStarted(by, Time(), random.NextInt64());
    }

    private PipelineChoices Choices() =>
        new()
        {
            StrikeRows = random.Next(),
            ReferenceSize = random.Next(),
            FallbackVolatility = random.NextDouble(),
            Watchlist = new WatchlistCriteria
            {
                MinProbability = random.NextDouble(),
                MinEdge = random.NextDouble(),
                MinVolume = Number(),
                MaxSpread = Number(),
                MaxAsk = Number(),
                MinSigma = random.NextDouble(),
                MinSecondsToClose = random.NextDouble(),
                MaxSecondsToClose = random.NextDouble(),
                Limit = random.Next(),
            },
        };

    private MemoryWarmed WarmedOf(Symbol symbol) => new(symbol, Whole(), Some(() => Row(symbol)));

    private PriceMemoryState State()
    {
        var symbol = Any(Symbols);
        return new PriceMemoryState(
            symbol,
            Whole(),
            Flag() ? null : Row(symbol),
            Some(() => Row(symbol)),
            new VolatilityState(Maybe(Real), Real(), Real(), Real(), Real(), random.Next())
        );
    }

    private CycleRan Cycle()
    {
        var (id, now) = (Whole(), Time());
        return new CycleRan(
            new CycleInputs
            {
                CycleId = id,
                Generation = Whole(),
                DueAt = Time(),
                Now = now,
                MissedBefore = random.Next(int.MinValue, int.MaxValue),
                Symbols = [.. Symbols.Take(random.Next(4)).Select(symbol => Inputs(symbol, id, now))],
            },
            new CycleOutputs(Some(() => new OutputPart(Any(Names), Whole(), Flag() ? null : Bytes())))
        );
    }

    private SymbolInputs Inputs(Symbol symbol, long id, DateTimeOffset now) =>
        new()
        {
            CycleId = id,
            Symbol = symbol,
            Now = now,
            Choices = _choices,
            PriceSource = Any(Names),
            Reading = Flag() ? null : new PriceReading(Tick(), Time()),
            PriceSourceStatus = Flag() ? null : Status(),
            Prices = PriceCapture.Empty with { Changes = Whole() },
            Index = Flag() ? null : Index(symbol),
            MarketSource = Any(Names),
            Series = Some(() => Any(Names)),
            MarketSourceStatus = Flag() ? null : Status(),
            Markets = Markets(),
        };

    private MarketCapture Markets()
    {
        if (random.Next(3) == 0)
            _events = Some(Event);
        var at = Time();
        var common = Time();
        foreach (var ticker in Enumerable.Range(0, 8).Select(number => $"T{number}").Where(_ => Flag()))
            _quotes = random.Next(4) == 0 ? _quotes.Remove(ticker) : _quotes.SetItem(ticker, Quote(ticker, common));
        return new MarketCapture(at, _events, _quotes);
    }

    private MarketQuote Quote(string ticker, DateTimeOffset common) =>
        new()
        {
            Ticker = ticker,
            YesBid = Maybe(Price),
            YesAsk = Maybe(Price),
            YesBidSize = Number(),
            YesAskSize = Number(),
            LastPrice = Maybe(Price),
            Volume = Number(),
            OpenInterest = Number(),
            AsOf = Flag() ? common : Time(),
            Transport = Word<Transport>(),
        };

    private MarketEvent Event() =>
        new()
        {
            Ticker = Any(Names),
            Series = Any(Names),
            Title = Any(Names),
            OpenTime = Time(),
            CloseTime = Time(),
            Markets = Some(Market),
        };

    private Market Market() =>
        new()
        {
            Ticker = Any(Names),
            EventTicker = Any(Names),
            StrikeType = Word<StrikeType>(),
            FloorStrike = Maybe(Number),
            CapStrike = Maybe(Number),
            Status = Word<MarketStatus>(),
            OpenTime = Time(),
            CloseTime = Time(),
            ExchangeIndex = random.Next(),
            Result = Maybe(Word<Side>),
            SettlementValue = Maybe(Number),
            ExpirationValue = Maybe(Number),
        };

    private MarketSettled Settled() =>
        new()
        {
            Source = Any(Names),
            Series = Any(Names),
            EventTicker = Any(Names),
            Ticker = Any(Names),
            Result = Word<Side>(),
            SettlementValue = Maybe(Number),
            ExpirationValue = Maybe(Number),
            CloseTime = Time(),
            At = Time(),
            IsFinal = Flag(),
        };

    private SourceStatus Status() =>
        new()
        {
            Name = Any(Names),
            State = Word<SourceState>(),
            Transport = Word<Transport>(),
            Reason = Any(Names),
            LastFrameAt = Maybe(Time),
            Since = Time(),
            Frames = Whole(),
            Malformed = Whole(),
            Gaps = Whole(),
            Reconnects = Whole(),
            Conditions = Flag() ? null : Conditions(),
        };

    private VenueConditions Conditions() =>
        new()
        {
            StatusAt = Maybe(Time),
            ExchangeActive = Flag(),
            TradingActive = Flag(),
            ResumesAt = Maybe(Time),
            Maintenance = Flag() ? null : new MaintenanceWindow(Time(), Time()),
            Budget = Flag() ? null : new RateBudget(Real(), Real(), Real()),
            SeesIndex = Maybe(Flag),
            LastWord = Flag() ? null : new VenueWord(Any(Names), Time()),
        };

    private IndexCapture Index(Symbol symbol) =>
        new(
            new IndexTick(Any(Names), Any(Names), Number(), Time(), Time()),
            Some(() => Row(symbol)),
            Flag() ? null : new IndexBasis(Number(), random.Next(), Time())
        );

    private PriceTick Tick() =>
        new(Any(Names), Any(Names), Number(), Maybe(Number), Maybe(Number), Time(), Time(), Word<Transport>());

    private PriceRow Row(Symbol symbol) => new(symbol, Time(), Number(), Word<PriceRowKind>(), Any(Names));

    private RecordedBy By() =>
        new()
        {
            Version = Any(Names),
            Node = Any(Names),
            Symbols = [new SymbolOptions { Name = "BTC", KalshiSeries = ["a"] }],
            Pipeline = new PipelineOptions { StrikeRows = random.Next(3, 99) },
            Shapes = Canon.Shapes,
        };

    private ImmutableArray<T> Some<T>(Func<T> one) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => one())];

    private T? Maybe<T>(Func<T> one)
        where T : struct => Flag() ? null : one();

    private T Any<T>(T[] all) => all[random.Next(all.Length)];

    private T Word<T>()
        where T : struct, Enum => Any(Enum.GetValues<T>());

    private bool Flag() => random.Next(2) == 0;

    private long Whole() => random.Next(3) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-9, 9);

    private double Real() =>
        random.Next(5) switch
        {
            0 => double.NaN,
            1 => double.NegativeInfinity,
            2 => -0.0,
            _ => BitConverter.Int64BitsToDouble(random.NextInt64()),
        };

    private decimal Number() =>
        random.Next(4) switch
        {
            0 => new decimal(random.Next(), random.Next(), random.Next(), Flag(), (byte)random.Next(29)),
            1 => new decimal(0, 0, 0, true, (byte)random.Next(29)),
            _ => random.Next(10_000_000) / 100m,
        };

    private ContractPrice Price() => new(random.Next(10_001) / 10_000m);

    private DateTimeOffset Time() =>
        random.Next(4) switch
        {
            0 => DateTimeOffset.MinValue,
            1 => DateTimeOffset.MaxValue,
            2 => new DateTimeOffset(2026, 11, 21, 13, 0, 0, TimeSpan.FromMinutes(random.Next(-840, 841))),
            _ => new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero),
        };

    private ReadOnlyMemory<byte> Bytes()
    {
        var bytes = new byte[random.Next(50)];
        random.NextBytes(bytes);
        return bytes;
    }
}
