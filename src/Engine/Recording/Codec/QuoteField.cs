namespace Strikeboard.Engine.Recording.Codec;

/// <summary>Which parts of a quote are not as they were expected and follow.</summary>
[Flags]
internal enum QuoteField
{
    None = 0,
    YesBid = 1,
    YesAsk = 2,
    Sizes = 4,
    LastPrice = 8,
    Volume = 16,
    OpenInterest = 32,
    AsOf = 64,
    Transport = 128,

    /// <summary>From now on it is expected to be proven by what proves the most of them, or no longer so.</summary>
    Follows = 256,
    Gone = 512,
    All = YesBid | YesAsk | Sizes | LastPrice | Volume | OpenInterest | AsOf | Transport,
}
