using System.Runtime.CompilerServices;
using System.Text.Json;
using Strikeboard.Benchmarks.Inputs;
using Strikeboard.Benchmarks.Measuring;
using Strikeboard.Benchmarks.Reporting;
using Strikeboard.Exchanges.Coinbase;

namespace Strikeboard.Benchmarks.Bars;

/// <summary>Bytes of a ticker to a price, against System.Text.Json with generated code and the whole frame declared.</summary>
internal sealed class DecodeBar : IBar
{
    private const int Frames = 4096;
    private const int Products = 20;
    private readonly CoinbaseDecoder _decoder = new(TickerTexts.Products(Products));
    private readonly CoinbaseTicker[] _tickers = new CoinbaseTicker[CoinbaseDecoder.MostTickers];
    private decimal _seen;

    public string Name => "1 decode";

    public async IAsyncEnumerable<Row> MeasureAsync(
        Effort effort,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        var frames = new TickerTexts(seed: 1, Products).Many(Frames);
        var costs = Rounds.Compare(
            effort,
            new Variant("scan", _ => Each(frames, Scan)),
            new Variant("STJ", _ => Each(frames, Declared)),
            new Variant("reader", _ => Each(frames, Reader))
        );
        var (scan, declared, reader) = (costs[0], costs[1], costs[2]);
        yield return Row.More(
            Name,
            $"CPU a ticker of {frames.Average(f => f.Length):0} bytes : STJ, source-generated, whole frame",
            Figures.Ns(scan.Ns),
            Figures.Ns(declared.Ns),
            scan.TimesCheaperThan(declared),
            10
        );
        yield return Row.Less(
            Name,
            "garbage a ticker : STJ",
            Figures.Bytes(scan.Bytes),
            Figures.Bytes(declared.Bytes),
            scan.Bytes,
            0
        );
        yield return Row.More(
            Name,
            "the exact reader behind it alone : STJ",
            Figures.Ns(reader.Ns),
            Figures.Ns(declared.Ns),
            reader.TimesCheaperThan(declared),
            2
        );
        var (same, all) = CompareSpoilt(effort.IsQuick ? 100_000 : 1_000_000);
        yield return new Row(
            Name,
            "spoilt frames of which scan and reader say the same",
            $"{same}",
            $"{all}",
            (double)same / all,
            1,
            1,
            AtLeast: true
        );
        (same, all) = CompareWithDeclared(frames);
        yield return new Row(
            Name,
            "frames of which scan and STJ say the same",
            $"{same}",
            $"{all}",
            (double)same / all,
            1,
            1,
            AtLeast: true
        );
    }

    private static long Each(byte[][] frames, Action<byte[]> decode)
    {
        foreach (var frame in frames)
            decode(frame);
        return frames.Length;
    }

    private void Scan(byte[] frame)
    {
        _decoder.Decode(frame, _tickers);
        _seen = _tickers[0].Price;
    }

    private void Reader(byte[] frame)
    {
        _decoder.DecodeByReader(frame, _tickers);
        _seen = _tickers[0].Price;
    }

    private void Declared(byte[] frame) =>
        _seen = JsonSerializer.Deserialize(frame, TickerJson.Default.TickerDto)!.Events[0].Tickers[0].Price;

    private (int Same, int All) CompareSpoilt(int count)
    {
        var (texts, damage, same) = (new TickerTexts(seed: 2, Products), new Damage(seed: 3), 0);
        var other = new CoinbaseTicker[_tickers.Length];
        for (var i = 0; i < count; i++)
        {
            var frame = damage.Spoil(texts.Next());
            var read = _decoder.Decode(frame, _tickers);
            var measure = _decoder.DecodeByReader(frame, other);
            var isSame =
                read == measure && _tickers.AsSpan(0, read.Tickers).SequenceEqual(other.AsSpan(0, measure.Tickers));
            same += isSame ? 1 : 0;
        }
        return (same, count);
    }

    private (int Same, int All) CompareWithDeclared(byte[][] frames)
    {
        var (names, same) = (TickerTexts.Products(Products), 0);
        foreach (var frame in frames)
        {
            var read = _decoder.Decode(frame, _tickers);
            var dto = JsonSerializer.Deserialize(frame, TickerJson.Default.TickerDto)!;
            var (one, other) = (_tickers[0], dto.Events[0].Tickers[0]);
            var isSame =
                (read.Sequence, read.Time) == (dto.SequenceNum, dto.Timestamp)
                && (names[one.Product], one.Price) == (other.ProductId, other.Price)
                && (one.BestBid, one.BestAsk) == (other.BestBid, other.BestAsk);
            same += isSame ? 1 : 0;
        }
        return (same, frames.Length);
    }
}
