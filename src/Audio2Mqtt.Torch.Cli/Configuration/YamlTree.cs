using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>Reads YAML as a tree that knows its lines. Whatever the bytes are, it ends with a tree or with problems.</summary>
internal static class YamlTree
{
    /// <summary>No configuration is deeper; a reader of what is deeper would run out of stack.</summary>
    private const int DeepestLevel = 20;

    /// <summary>The tree of a text.</summary>
    /// <param name="text">YAML, one document.</param>
    /// <param name="tell">Takes problems: the line and what is wrong.</param>
    /// <returns>Null where the text is empty or no YAML.</returns>
    public static Node? Read(string text, Action<int, string> tell)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _)) return null;
            var tree = Read(parser, tell, 0);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second)) tell(Line(second), "a second document begins here; a configuration is one");
            return tree;
        }
        catch (YamlException error)
        {
            tell(Line(error.Start), $"this is no YAML: {Reason(error)}");
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The parser's own slips over broken input.
            tell(1, $"this is no YAML: {error.Message}");
            return null;
        }
    }

    private static Node Read(IParser parser, Action<int, string> tell, int level)
    {
        if (level > DeepestLevel) throw new YamlException(parser.Current!.Start, parser.Current.End, $"more than {DeepestLevel} levels deep");
        switch (parser.Consume<ParsingEvent>())
        {
            case Scalar scalar:
                return new TextNode(Line(scalar), scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any));
            case SequenceStart start:
                var items = new List<Node>();
                while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Read(parser, tell, level + 1));
                return new ListNode(Line(start), items);
            case MappingStart start:
                return new MapNode(Line(start), Entries(parser, tell, level));
            case AnchorAlias alias:
                tell(Line(alias), $"'*{alias.Value}' repeats another place, which is not read here; write what all sources share under 'listen:'");
                return new TextNode(Line(alias), "");
            case var other:
                throw new YamlException(other.Start, other.End, "a value is missing");
        }
    }

    private static List<NodeEntry> Entries(IParser parser, Action<int, string> tell, int level)
    {
        var entries = new List<NodeEntry>();
        var first = new Dictionary<string, int>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Read(parser, tell, level + 1);
            var value = Read(parser, tell, level + 1);
            if (key is not TextNode { Text: var name }) tell(key.Line, "a name is a text, not a list");
            else if (!first.TryAdd(name, key.Line)) tell(key.Line, $"'{name}' is there twice, first in line {first[name]}");
            else entries.Add(new(name, key.Line, value));
        }

        return entries;
    }

    private static int Line(ParsingEvent at) => Line(at.Start);

    private static int Line(Mark mark) => (int)Math.Max(1, mark.Line);

    private static string Reason(YamlException error) =>
        error.Message.Length == 0 ? "something is missing" : char.ToLowerInvariant(error.Message[0]) + error.Message[1..];
}
