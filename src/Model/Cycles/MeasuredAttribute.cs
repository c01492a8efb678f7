namespace Strikeboard.Model;

/// <summary>Marks how long something took: it follows from the machine and not from the inputs, so no two runs share it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MeasuredAttribute : Attribute;
