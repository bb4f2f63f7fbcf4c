namespace Audio2Mqtt.Torch.Network;

/// <summary>A model that cannot be read, written or used here. The message names it, and what to do.</summary>
public sealed class ModelException : Audio2MqttException
{
    /// <summary>An error about a file or folder of a model.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="problem">What is wrong, and what to do.</param>
    /// <param name="innerException">The error beneath; null if there is none.</param>
    public ModelException(string path, string problem, Exception? innerException = null)
        : base($"{path}: {problem}".ReplaceLineEndings(" "), innerException!) => Path = path;

    /// <summary>The file or folder; empty where the model is in memory.</summary>
    public string Path { get; }

    /// <summary>A YAMNet that is not the one whose embeddings the head knows.</summary>
    internal static ModelException WrongWeights(EmbeddingDescription description, Yamnet network, string subject = "the model") =>
        WrongWeights(description, network.Variant.ToString().ToLowerInvariant(), network.WeightsHash, subject);

    /// <summary>Weights that are not those whose embeddings the head knows.</summary>
    internal static ModelException WrongWeights(EmbeddingDescription description, string actual, string hash, string subject)
    {
        var remedy = description.Network == actual
            ? $"bring the file that it was trained with: a2m-torch weights install {description.Network} --from FILE, or train again"
            : $"use the network '{description.Network}'";
        return new(
            subject, $"it was trained on YAMNet '{description.Network}' with weights {Short(description.WeightsHash!)}, and this is '{actual}' with {Short(hash)}; {remedy}");
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;
}
