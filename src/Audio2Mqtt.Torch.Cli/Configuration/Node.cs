namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A value as it was written, and where.</summary>
/// <param name="Line">In the file, from 1; 0 where it comes from elsewhere.</param>
internal abstract record Node(int Line);

/// <summary>One text, quoted or not.</summary>
internal sealed record TextNode(int Line, string Text, bool IsQuoted = false) : Node(Line)
{
    /// <summary>Whether nothing was written: <c>key:</c>.</summary>
    public bool IsEmpty => !IsQuoted && Text is "" or "~" or "null";
}

/// <summary>Several values.</summary>
internal sealed record ListNode(int Line, IReadOnlyList<Node> Items) : Node(Line);

/// <summary>Values by name, in their order, a name that was written twice too.</summary>
internal sealed record MapNode(int Line, IReadOnlyList<NodeEntry> Entries) : Node(Line);

/// <summary>A value of a <see cref="MapNode"/>.</summary>
internal readonly record struct NodeEntry(string Name, int Line, Node Value);
