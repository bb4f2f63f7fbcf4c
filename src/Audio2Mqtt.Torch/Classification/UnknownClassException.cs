namespace Audio2Mqtt.Torch.Classification;

/// <summary>A class filter names classes that the network does not have. The message lists all of them.</summary>
#pragma warning disable CA1032 // Without the names the error could not say what is wrong.
public sealed class UnknownClassException : Audio2MqttException
#pragma warning restore CA1032
{
    internal UnknownClassException(IReadOnlyList<string> patterns, int classCount)
        : base($"no class matches {string.Join(", ", patterns.Select(pattern => $"'{pattern}'"))}: "
            + $"write a class name, a pattern such as 'dog*' or '*music*', or an index from 0 to {classCount - 1}") =>
        Patterns = patterns;

    /// <summary>What matched nothing.</summary>
    public IReadOnlyList<string> Patterns { get; }
}
