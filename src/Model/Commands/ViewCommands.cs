namespace Strikeboard.Model;

/// <summary>Changes how its own user sees a table, and nothing else: anyone may.</summary>
public abstract record ViewCommand(string Name, string Table, string View)
    : Command(Name, Role.Viewer, $"view {Table}/{View}");

/// <param name="Query">The part of the table's address behind the question mark.</param>
public sealed record SaveView(string Table, string View, string Query) : ViewCommand("view.save", Table, View);

public sealed record RenameView(string Table, string View, string NewName) : ViewCommand("view.rename", Table, View);

public sealed record DeleteView(string Table, string View) : ViewCommand("view.delete", Table, View);

/// <param name="On">False: nothing is shown by default any more.</param>
public sealed record SetDefaultView(string Table, string View, bool On) : ViewCommand("view.default", Table, View);

/// <summary>Notes that the view was opened: the last one used is one click away.</summary>
public sealed record UseView(string Table, string View) : ViewCommand("view.use", Table, View);

/// <summary>Keeps which columns are shown and in which order, for every later visit; empty goes back to the table's own.</summary>
public sealed record KeepColumns(string Table, string Columns) : ViewCommand("view.columns", Table, "columns");
