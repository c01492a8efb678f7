using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Strikeboard.Engine.Settings;

/// <summary>
/// Options whose readers look at them each time, so that a change on screen counts at once. Registered as a singleton;
/// the screen, REST, history and validation follow from it. Bounds are the options' own [Range].
/// </summary>
/// <param name="Name">As in the configuration, for example "Pipeline:Watchlist".</param>
public sealed record SettingsSection(string Name, string Title, object Options, params SettingText[] Texts)
{
    /// <summary>What only two values together show; the key at fault and what is wrong with it.</summary>
    public Func<Func<string, double>, (string Property, string Fault)?>? Together { get; init; }

    internal IEnumerable<Setting> Settings() => Texts.Select(text => new Setting(this, text));
}

/// <param name="Property">The name of the options' property.</param>
/// <param name="Unit">Empty where it has none.</param>
public sealed record SettingText(string Property, string Title, string Unit, string Help);

/// <summary>One value that can be changed while the process runs.</summary>
internal sealed class Setting
{
    private readonly PropertyInfo _property;
    private readonly object _options;
    private readonly RangeAttribute? _range;

    public Setting(SettingsSection section, SettingText text)
    {
        (Section, Text, _options) = (section, text, section.Options);
        _property =
            _options.GetType().GetProperty(text.Property)
            ?? throw new InvalidOperationException($"{section.Name} has no {text.Property}");
        _range = _property.GetCustomAttribute<RangeAttribute>();
        Configured = Value;
    }

    public SettingsSection Section { get; }

    public SettingText Text { get; }

    public string Key => $"{Section.Name}:{Text.Property}";

    /// <summary>What counts where nobody has changed it on screen.</summary>
    public string Configured { get; }

    public string Value => Convert.ToString(_property.GetValue(_options), CultureInfo.InvariantCulture) ?? "";

    public string Kind =>
        _property.PropertyType == typeof(bool) ? "flag"
        : _property.PropertyType == typeof(int) ? "whole"
        : "number";

    public double? Least => Bound(_range?.Minimum);

    public double? Most => Bound(_range?.Maximum);

    public void Apply(string? value) => _property.SetValue(_options, Read(value ?? Configured) ?? Read(Configured));

    /// <summary>Null where the text can be the value.</summary>
    public string? Judge(string text)
    {
        if (Read(text) is not { } value)
            return Kind switch
            {
                "flag" => "is neither true nor false",
                "whole" => "is not a whole number",
                _ => "is not a number",
            };
        return _range is null || value is bool || InRange(value)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"is not from {Least} to {Most}");
    }

    public static double AsNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private bool InRange(object value)
    {
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return double.IsFinite(number) && number >= Least && number <= Most;
    }

    private object? Read(string text) =>
        Kind switch
        {
            "flag" => bool.TryParse(text, out var flag) ? flag : null,
            "whole" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole
                : null,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : null,
        };

    private static double? Bound(object? bound) =>
        bound is null ? null : Convert.ToDouble(bound, CultureInfo.InvariantCulture);
}
