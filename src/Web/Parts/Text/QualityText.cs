using Strikeboard.Model;

namespace Strikeboard.Web.Parts.Text;

/// <summary>The six words with the picture, the tone and the meaning each has on every screen.</summary>
public sealed record QualityText(string Word, string Icon, string Tone, string Meaning)
{
    public static QualityText Of(Quality quality) =>
        quality switch
        {
            Quality.Live => new("live", "live", "good", "arrives by stream and is fresh"),
            Quality.Delayed => new("delayed", "delayed", "warn", "older than it should be, still within its limit"),
            Quality.Fallback => new(
                "fallback",
                "fallback",
                "warn",
                "fetched by polling: may be shown, opens no position"
            ),
            Quality.Estimated => new(
                "estimated",
                "estimated",
                "warn",
                "interpolated or from the warm start: opens no position"
            ),
            Quality.Stale => new("stale", "stale", "bad", "past its limit: do not act on it"),
            _ => new("missing", "missing", "bad", "no value has been seen"),
        };
}
