namespace Strikeboard.Faults.Bodies;

/// <summary>What nobody should send, and somebody will. None of them names a caller of ours or ends the process.</summary>
internal static class OddWords
{
    public static readonly string[] Texts =
    [
        "",
        " ",
        "null",
        "NaN",
        "-1",
        "0",
        "1e400",
        "99999999999999999999999999",
        "%00",
        "%ff%fe",
        "%",
        "%2e%2e",
        "%2f",
        "a%2fb",
        "..",
        "%20odd",
        "odd%0d%0aSet-Cookie:%20a=b",
        "%e2%80%ae",
        "%ed%a0%80",
        "%f0%9f%98%80",
        "'%20OR%201=1--",
        "%3Cscript%3E",
        "{{7*7}}",
        "$%7Bjndi%7D",
        "*",
        "[]",
        "a:b:c",
        ":",
        "true",
        "2026-13-45T99:99:99Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "00000000-0000-0000-0000-000000000000",
        new string('a', 300),
        new string('%', 60),
    ];

    public static readonly Dictionary<string, string[]> Parameters = new(StringComparer.Ordinal)
    {
        ["{name}"] = ["odd-1", "odd-2", "ODD-3", "nobody"],
        ["{verb}"] = ["start", "stop", "restart", "flatten", "kill", "START", "halt"],
        ["{symbol}"] = ["BTC", "eth", "DOGE"],
        ["{cycle}"] = ["latest", "1", "1795279126", "9223372036854775807"],
        ["{id}"] =
        [
            "work:drill",
            "work:retention",
            "work:audit.check",
            "beat:health.judge",
            "beat:nothing",
            "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        ],
    };

    public static readonly string[] ContentTypes =
    [
        "",
        "text/plain",
        "application/xml",
        "application/json; charset=utf-16",
        "application/json; charset=klingon",
        "application/json; charset=\"UTF-8\"",
        "application/json; charset=",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/problem+json",
        "json",
        ";;;",
    ];

    public static readonly (string Name, string Value)[] Headers =
    [
        ("Idempotency-Key", ""),
        ("Idempotency-Key", "one"),
        ("Idempotency-Key", "two words"),
        ("Idempotency-Key", "schl\u00fcssel"),
        ("Idempotency-Key", new string('k', 129)),
        ("Idempotency-Key", new string('k', 128)),
        ("X-Api-Key", "sb_nothing"),
        ("Content-Encoding", "gzip"),
        ("Content-Language", "\u0000"),
        ("Accept", "text/csv, */*;q=0.1"),
        ("Accept", "no/such; q=nan"),
        ("Accept-Encoding", "br;q=2"),
        ("Accept-Language", "tlh"),
        ("Cookie", "strikeboard.session=aaaa; theme=%00; tz=Nowhere/Nothing"),
        ("Origin", "https://example.com"),
        ("Sec-Fetch-Site", "cross-site"),
        ("X-Forwarded-For", "256.256.256.256, ::, unknown"),
        ("X-Forwarded-Proto", "gopher"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("Range", "bytes=9-1"),
        ("If-Match", "*"),
        ("If-Modified-Since", "yesterday"),
        ("Expect", "nothing"),
        ("Traceparent", "00-zz-zz-01"),
        ("User-Agent", new string('u', 2000)),
        ("X-Long", new string('x', 20_000)),
    ];
}
