using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Configuration;

/// <summary>What values a key takes: read from a file, a variable or an option alike.</summary>
internal abstract class ValueKind<T>
    where T : notnull
{
    /// <summary>What it must be, to end "'x' is not ": <c>a number from 0 to 1</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>How help names the value: <c>0..1</c>.</summary>
    public abstract string HelpName { get; }

    /// <summary>Reads a value.</summary>
    /// <param name="node">As it was written, variables filled in.</param>
    /// <param name="folder">What relative paths start from; empty for the current folder.</param>
    /// <param name="value">The value.</param>
    /// <param name="problem">What is wrong, a sentence without an end; null where <see cref="Expected"/> says enough.</param>
    public abstract bool TryRead(Node node, string folder, [MaybeNullWhen(false)] out T value, out string? problem);

    /// <summary>The value as a file has it.</summary>
    public abstract JsonNode ToJson(T value);

    /// <summary>What a JSON schema says of it.</summary>
    public abstract JsonObject Schema();
}
