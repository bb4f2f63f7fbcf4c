using System.Text.Json.Nodes;

namespace Audio2Mqtt.Torch.Network;

/// <summary>What <c>model.json</c> says: everything about a model but its tensors.</summary>
public sealed record ModelDescription
{
    /// <summary>The format version that this program writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The class names in score order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What the head was trained on.</summary>
    public required EmbeddingDescription Embedding { get; init; }

    /// <summary>The head's layers.</summary>
    public required HeadOptions Head { get; init; }

    /// <summary>What a patch's logits are divided by before the softmax: fitted on validation clips. Above 0.</summary>
    public double PatchTemperature { get; init; } = 1;

    /// <summary>What a clip's mean logits are divided by before the softmax: fitted on validation clips. Above 0.</summary>
    public double ClipTemperature { get; init; } = 1;

    /// <summary>Score of a patch, in [0, 1], from which a class is taken as heard with the wanted precision; classes without one use the default.</summary>
    public IReadOnlyDictionary<string, float> Thresholds { get; init; } = new Dictionary<string, float>();

    /// <summary>Fine-tuned layers of the backbone, which the model then carries; 0 where it is the installed one.</summary>
    public int FineTunedLayers { get; init; }

    /// <summary>How good it was when it was trained; written by training, shown by tools.</summary>
    public JsonObject? Metrics { get; init; }

    /// <summary>The options it was trained with.</summary>
    public JsonObject? Training { get; init; }

    /// <summary>The seed of everything random in its training.</summary>
    public long Seed { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public string? MadeBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? MadeAt { get; init; }
}
