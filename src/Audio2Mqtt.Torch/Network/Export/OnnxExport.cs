using System.Text.Json;
using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Network.Export;

/// <summary>Writes a model as ONNX graphs, for runtimes of other languages and devices. docs/model.md describes them.</summary>
public static class OnnxExport
{
    /// <summary>The graph from sound to probabilities.</summary>
    public const string WaveformFile = "waveform.onnx";

    /// <summary>The graph from embeddings to probabilities.</summary>
    public const string EmbeddingsFile = "embeddings.onnx";

    // As old as it may be, for old runtimes: everything but the spectrum's transform is in it.
    private const int Opset = 13;

    /// <summary>Writes both graphs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="installed">The YAMNet that it was trained on; null where it needs none, or carries its own.</param>
    /// <param name="folder">Where to; made where it is missing.</param>
    /// <param name="overwrite">Whether files that are there are replaced.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ArgumentException">No YAMNet where one is needed.</exception>
    /// <exception cref="ModelException">The model prepares sound, the YAMNet is another, a file is there already, or cannot be written.</exception>
    public static IReadOnlyList<string> Write(SoundModel model, YamnetWeights? installed, string folder, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (model.Description.Preparation is { IsNone: false } preparation)
            throw new ModelException(model.Name ?? "model", $"it hears recordings {preparation}, which a graph cannot make of them; train one without --denoise and --trim to export it");
        string[] files = [Path.Combine(folder, WaveformFile), Path.Combine(folder, EmbeddingsFile)];
        if (!overwrite && Array.Find(files, File.Exists) is { } there)
            throw new ModelException(there, "this file exists; name another folder with --output, or replace it with --overwrite");
        byte[][] graphs = [Waveform(model, Backbone(model, installed)), Embeddings(model)];
        try
        {
            foreach (var (file, bytes) in files.Zip(graphs)) AtomicFile.Write(file, stream => stream.Write(bytes));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(folder, $"the graphs cannot be written ({error.Message.TrimEnd('.')}); name another folder with --output, or make room there", error);
        }

        return files;
    }

    private static byte[] Waveform(SoundModel model, YamnetWeights? backbone)
    {
        var description = model.Description;
        var classes = description.Classes.Count;
        var spectrum = description.Embedding.Spectrum;
        var graph = new OnnxGraph("waveform", spectrum is null ? Opset : OnnxSpectrum.Opset);
        var patches = new OnnxPatches(graph, description.Embedding.Patch);
        var embeddings = spectrum is null ? OnnxYamnet.Embeddings(graph, patches, backbone!) : OnnxSpectrum.Embeddings(graph, patches, spectrum);
        var logits = OnnxHead.Logits(graph, embeddings, HeadTensors.Of(model.Head));
        var shape = graph.Add("Concat", [patches.Batch, patches.Count, graph.List(classes)], OnnxGraph.Attribute("axis", 0L));
        var rows = graph.Add("Reshape", [logits, shape]);                                                        // [batch, N, classes]
        var weights = graph.Add("Unsqueeze", [patches.Weights(), graph.List(2)]);                                // [batch, N, 1]
        var mean = graph.Add("ReduceSum", [graph.Add("Mul", [rows, weights]), graph.List(1)], OnnxGraph.Attribute("keepdims", 0L));
        graph.Output(OnnxHead.Probabilities(graph, rows, description.PatchTemperature), "probabilities", OnnxType.Float, "batch", "patches", $"{classes}");
        graph.Output(OnnxHead.Probabilities(graph, mean, description.ClipTemperature), "clip_probabilities", OnnxType.Float, "batch", $"{classes}");
        return graph.ToBytes(Version, Metadata(model));
    }

    private static byte[] Embeddings(SoundModel model)
    {
        var classes = $"{model.Description.Classes.Count}";
        var graph = new OnnxGraph("embeddings", Opset);
        var embeddings = graph.Input("embeddings", OnnxType.Float, "patches", $"{model.Description.Embedding.Size}");
        var logits = OnnxHead.Logits(graph, embeddings, HeadTensors.Of(model.Head));
        graph.Output(OnnxHead.Probabilities(graph, logits, model.Description.PatchTemperature), "probabilities", OnnxType.Float, "patches", classes);
        graph.Output(logits, "logits", OnnxType.Float, "patches", classes);
        return graph.ToBytes(Version, Metadata(model));
    }

    private static YamnetWeights? Backbone(SoundModel model, YamnetWeights? installed)
    {
        if (model.Backbone is { } own) return own;
        if (model.RequiredNetwork is null) return null;
        if (installed is null) throw new ArgumentException("the model needs a YAMNet", nameof(installed));
        return installed.WeightsHash == model.Description.Embedding.WeightsHash ? installed
            : throw ModelException.WrongWeights(model.Description.Embedding, installed.Name, installed.WeightsHash, $"model '{model.Name}'");
    }

    private static string Version => typeof(OnnxExport).Assembly.GetName().Version!.ToString(3);

    private static Dictionary<string, string> Metadata(SoundModel model)
    {
        var description = model.Description;
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var metadata = new Dictionary<string, string>
        {
            ["class_names"] = JsonSerializer.Serialize(description.Classes, WeightsJson.Default.IReadOnlyListString),
            ["model_name"] = model.Name ?? "",
            ["model_hash"] = model.Hash ?? "",
            ["sample_rate"] = "16000",
            ["patch_samples"] = description.Embedding.Patch.WindowSamples.ToString(invariant),
            ["hop_samples"] = (description.Embedding.Patch.HopFrames * Features.PatchShape.FrameSamples).ToString(invariant),
            ["patch_temperature"] = description.PatchTemperature.ToString(invariant),
            ["clip_temperature"] = description.ClipTemperature.ToString(invariant),
        };
        if (description.Embedding.Network is not { } network) return metadata;
        metadata["network"] = $"YAMNet {network}{(model.Backbone is null ? "" : ", fine-tuned")}";
        metadata["weights_hash"] = description.Embedding.WeightsHash!;
        metadata["licence"] = "The network's weights are Google's YAMNet, Apache-2.0 (https://www.apache.org/licenses/LICENSE-2.0); the trained layers belong to who trained them.";
        return metadata;
    }
}
