namespace Strikeboard.Model;

public enum StrikeType
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Between,
}
