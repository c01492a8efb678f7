using Strikeboard.Data;
using Strikeboard.Data.Access;

namespace Strikeboard.Engine.Access;

/// <summary>One user's views of one table, as a handler changes them.</summary>
internal sealed class ViewShelf(StrikeboardDb db, Guid user, string table, List<SavedView> views, DateTimeOffset now)
{
    public const int Most = 50;

    public bool IsFull => views.Count >= Most;

    public SavedView? Find(string name) => views.Find(view => view.Name == name);

    public void Put(string name, string query, bool used)
    {
        var view = Find(name) ?? Add(name, query, isDefault: false);
        if (view.Query != query)
            view.ChangedAt = now;
        view.Query = query;
        if (used)
            view.UsedAt = now;
    }

    /// <summary>The name is part of the key: the view is laid down anew under the other one.</summary>
    public void Rename(SavedView view, string name)
    {
        Remove(view);
        Add(name, view.Query, view.IsDefault).UsedAt = view.UsedAt;
    }

    public void Remove(SavedView view)
    {
        views.Remove(view);
        db.SavedViews.Remove(view);
    }

    public void MakeDefault(SavedView? chosen)
    {
        foreach (var view in views)
            view.IsDefault = ReferenceEquals(view, chosen);
    }

    private SavedView Add(string name, string query, bool isDefault)
    {
        var view = new SavedView
        {
            UserId = user,
            TableName = table,
            Name = name,
            Query = query,
            IsDefault = isDefault,
            ChangedAt = now,
        };
        views.Add(view);
        db.SavedViews.Add(view);
        return view;
    }
}
