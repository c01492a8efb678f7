namespace Strikeboard.Engine.Recording.Codec;

/// <summary>The first byte of an entry. A number once given is never given to something else.</summary>
internal enum EntryKind : byte
{
    PartStarted = 1,
    MemoryTold = 2,
    TickAdded = 3,
    MemoryWarmed = 4,
    SourceTold = 5,
    CycleRan = 6,
    ContractSettled = 7,
    ContractsChanged = 8,
    ChoicesMade = 9,
}
