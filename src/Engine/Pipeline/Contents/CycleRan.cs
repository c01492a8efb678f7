using Strikeboard.Model;

namespace Strikeboard.Engine.Pipeline.Contents;

/// <summary>A cycle with what it read; told after the cycle itself, for those who keep both.</summary>
public sealed record CycleRan(CycleInputs Inputs, CycleSnapshot Cycle) : IFact;
