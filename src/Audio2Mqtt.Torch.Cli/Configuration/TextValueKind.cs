using System.Diagnostics.CodeAnalysis;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>A kind whose values are one text.</summary>
internal abstract class TextValueKind<T> : ValueKind<T>
    where T : notnull
{
    public sealed override bool TryRead(Node node, string folder, [MaybeNullWhen(false)] out T value, out string? problem)
    {
        (value, problem) = (default, null);
        return node is TextNode { IsEmpty: false } text && TryParse(text.Text, folder, out value, out problem);
    }

    /// <summary>Reads a value that is there.</summary>
    protected abstract bool TryParse(string text, string folder, [MaybeNullWhen(false)] out T value, out string? problem);
}
