using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What an evaluation found, as JSON has it. docs/cli.md lists the fields.</summary>
internal sealed record EvaluationDocument(
    string Version,
    Source Model,
    string Folder,
    long Seed,
    bool ThresholdsStored,
    EvaluationDocument.Unjudged[] LeftOut,
    JsonObject Evaluation)
{
    /// <summary>A clip or recording that could not be judged.</summary>
    internal sealed record Unjudged(string Path, string Reason);
}
