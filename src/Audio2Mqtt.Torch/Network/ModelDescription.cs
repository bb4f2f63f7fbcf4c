using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Audio2Mqtt.Torch.Features;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Network;

/// <summary>
/// What <c>model.json</c> says: everything about a model but its tensors. What a file leaves out would silently be 0 and not the default here, so every
/// key is required in it that has a value.
/// </summary>
public sealed record ModelDescription
{
    /// <summary>The newest format version that this program reads: that of models with a <see cref="Preparation"/>.</summary>
    public const int CurrentFormat = 2;

    /// <summary>Version of the format: the oldest that has all that the model needs, so that older programs read what they can and refuse the rest.</summary>
    [JsonRequired]
    public int Format { get; init; } = 1;

    /// <summary>The class names in score order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>What the head was trained on.</summary>
    public required EmbeddingDescription Embedding { get; init; }

    /// <summary>The head's layers.</summary>
    public required HeadOptions Head { get; init; }

    /// <summary>What a patch's logits are divided by before the softmax: fitted on validation clips. Above 0.</summary>
    [JsonRequired]
    public double PatchTemperature { get; init; } = 1;

    /// <summary>What a clip's mean logits are divided by before the softmax: fitted on validation clips. Above 0.</summary>
    [JsonRequired]
    public double ClipTemperature { get; init; } = 1;

    /// <summary>Score of a patch, in [0, 1], from which a class is taken as heard with the wanted precision; classes without one use the default.</summary>
    [JsonRequired]
    public IReadOnlyDictionary<string, float> Thresholds { get; init; } = new Dictionary<string, float>();

    /// <summary>Fine-tuned layers of the backbone, which the model then carries; 0 where it is the installed one.</summary>
    [JsonRequired]
    public int FineTunedLayers { get; init; }

    /// <summary>What is done to sound before it is embedded, in training and wherever the model is used; null where it stays as it is.</summary>
    public SoundPreparation? Preparation { get; init; }

    /// <summary>How good it was when it was trained; written by training, shown by tools.</summary>
    public JsonObject? Metrics { get; init; }

    /// <summary>The options it was trained with.</summary>
    public JsonObject? Training { get; init; }

    /// <summary>The seed of everything random in its training.</summary>
    [JsonRequired]
    public long Seed { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public string? MadeBy { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>The installed YAMNet that it needs; null where it needs none, or carries its own.</summary>
    [JsonIgnore]
    public YamnetVariant? RequiredNetwork =>
        Embedding.Kind != EmbeddingKind.Yamnet || FineTunedLayers > 0 ? null
        : Embedding.Network == "float" ? YamnetVariant.Float : YamnetVariant.Lite;

    /// <summary>What cannot be; null when everything fits together.</summary>
    internal string? Problem()
    {
        if (Classes.Count < 2) return $"{Classes.Count} classes; a model has at least 2";
        if (Classes.FirstOrDefault(name => string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)) is { } odd) return $"'{odd}' cannot be the name of a class";
        if (Classes.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice) return $"the class '{twice.Key}' stands twice";
        if (Thresholds.Keys.FirstOrDefault(name => !Classes.Contains(name)) is { } stranger) return $"a threshold for '{stranger}', which is none of its classes";
        if (Thresholds.FirstOrDefault(pair => !(pair.Value is >= 0 and <= 1)) is { Key: { } name } wrong) return $"the threshold {wrong.Value} of '{name}' is not in [0, 1]";
        if (!(PatchTemperature > 0 && double.IsFinite(PatchTemperature))) return $"the patch temperature {PatchTemperature} is not above 0";
        if (!(ClipTemperature > 0 && double.IsFinite(ClipTemperature))) return $"the clip temperature {ClipTemperature} is not above 0";
        if (Preparation is not null && Format < 2) return $"a preparation in format {Format}; it came with format 2";
        return Embedding.Kind == EmbeddingKind.Spectrum ? ProblemOfSpectrum() : ProblemOfYamnet();
    }

    private string? ProblemOfSpectrum()
    {
        if (Embedding.Spectrum is not { } spectrum) return "the figures of its spectrum are missing";
        if (Embedding.Size != spectrum.Bins) return $"an embedding of {Embedding.Size} values from {spectrum.Bins} bins";
        if (spectrum.LowHz >= Math.Min(spectrum.HighHz, 8000)) return $"no frequencies between {spectrum.LowHz} and {Math.Min(spectrum.HighHz, 8000)} Hz";
        return FineTunedLayers == 0 ? null : "fine-tuned layers of a spectrum, which has none";
    }

    private string? ProblemOfYamnet()
    {
        if (Embedding.Size != Yamnet.EmbeddingSize) return $"an embedding of {Embedding.Size} values; YAMNet's has {Yamnet.EmbeddingSize}";
        if (Embedding.Network is not ("lite" or "float")) return $"an unknown network '{Embedding.Network}'; lite and float are known";
        if (Embedding.WeightsHash is not { Length: 64 } hash || !hash.All(char.IsAsciiHexDigitLower)) return $"'{Embedding.WeightsHash}' is no SHA-256 of YAMNet's weights";
        return FineTunedLayers >= 0 && FineTunedLayers <= Yamnet.LayerCount ? null : $"{FineTunedLayers} fine-tuned layers; YAMNet has {Yamnet.LayerCount}";
    }
}
