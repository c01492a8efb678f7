using Strikeboard.Engine.Live;

namespace Strikeboard.Web.Parts.Live;

/// <summary>What two boards differ in. Their pieces never change, so another piece is another object.</summary>
internal static class BoardNews
{
    public static BoardTopics Since(this Board board, Board earlier)
    {
        var news = BoardTopics.None;
        Add(BoardTopics.Cycle, ReferenceEquals(board.Cycle, earlier.Cycle));
        Add(BoardTopics.Pipeline, ReferenceEquals(board.Pipeline, earlier.Pipeline));
        Add(BoardTopics.Sources, ReferenceEquals(board.Sources, earlier.Sources));
        Add(BoardTopics.Ticks, ReferenceEquals(board.Ticks, earlier.Ticks));
        Add(BoardTopics.Events, board.Events == earlier.Events);
        Add(
            BoardTopics.Trading,
            ReferenceEquals(board.Positions, earlier.Positions)
                && ReferenceEquals(board.Account, earlier.Account)
                && ReferenceEquals(board.Risk, earlier.Risk)
        );
        Add(BoardTopics.Leader, ReferenceEquals(board.Leader, earlier.Leader));
        return news;

        void Add(BoardTopics topic, bool same) => news |= same ? BoardTopics.None : topic;
    }
}
