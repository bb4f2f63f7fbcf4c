namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people: tables on a terminal, aligned text elsewhere.</summary>
    Text,

    /// <summary>One document.</summary>
    Json,

    /// <summary>A document a line, one for each file.</summary>
    JsonLines,

    /// <summary>A row for each class.</summary>
    Csv,

    /// <summary>A label track for each file.</summary>
    Audacity,

    /// <summary>A selection table for each file.</summary>
    Raven,
}
