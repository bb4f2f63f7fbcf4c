using Audio2Mqtt.Torch.Network.Weights;

namespace Audio2Mqtt.Torch.Network;

/// <content>A model on disk: a folder that can be moved and copied.</content>
public sealed partial class SoundModel
{
    private const string DescriptionFile = "model.json";
    private const string TensorsFile = "model.safetensors";
    private const string ClassNamesFile = "class_names.txt";
    private const string BackbonePrefix = "backbone.";
    private const string Format = "a2m-model-1";

    /// <summary>Reads what a model is, without its tensors: quick, and without libtorch.</summary>
    /// <param name="path">The model's folder, or a file in it.</param>
    /// <exception cref="ModelException">There is none, it is broken, or of a newer format.</exception>
    public static ModelDescription Describe(string path)
    {
        var file = Path.Combine(FolderOf(path), DescriptionFile);
        if (!File.Exists(file))
            throw new ModelException(path, $"no model is there ({DescriptionFile} is missing); name a model's folder, or make one with: a2m-torch train");
        return ModelJson.Read(Reading(file, File.ReadAllBytes), file);
    }

    /// <summary>Whether a path names a model: a folder with a <c>model.json</c>, or one of the model's files in it.</summary>
    /// <param name="path">The path.</param>
    public static bool IsModel(string path)
    {
        if (Directory.Exists(path)) return File.Exists(Path.Combine(path, DescriptionFile));
        return File.Exists(path) && Path.GetFileName(path) is DescriptionFile or TensorsFile or ClassNamesFile;
    }

    /// <summary>A model's name: that of its folder.</summary>
    /// <param name="path">The model's folder, or a file in it.</param>
    public static string NameOf(string path) => Path.GetFileName(FolderOf(path));

    /// <summary>A model's folder, as a full path.</summary>
    /// <param name="path">The folder, or a file in it.</param>
    public static string FolderOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return File.Exists(full) ? Path.GetDirectoryName(full)! : full;
    }

    /// <summary>Loads a model and checks everything.</summary>
    /// <param name="path">The model's folder, or a file in it.</param>
    /// <returns>The caller's.</returns>
    /// <exception cref="ModelException">There is none, a file is missing or of a newer format, or its parts do not fit together.</exception>
    /// <exception cref="WeightsFormatException"><c>model.safetensors</c> is broken.</exception>
    public static SoundModel Load(string path)
    {
        var description = Describe(path);
        var folder = FolderOf(path);
        CheckClassNames(Path.Combine(folder, ClassNamesFile), description.Classes);
        var file = Path.Combine(folder, TensorsFile);
        if (!File.Exists(file)) throw new ModelException(file, "the model's tensors are missing; bring an intact copy of the model's folder");
        var tensors = Reading(file, SafetensorsFile.Read).Tensors.ToDictionary(tensor => tensor.Name);
        CheckTensors(file, description, tensors);
        var backbone = description.FineTunedLayers == 0 ? null : ToBackbone(description, tensors);
        var head = HeadTensors.ToHead(description.Embedding.Size, description.Classes.Count, description.Head, tensors);
        return new(description, head, backbone) { Name = Path.GetFileName(folder), Hash = Reading(file, FileHash.Sha256) };
    }

    /// <summary>Writes the model to a folder, whole or not at all; <see cref="Name"/> and <see cref="Hash"/> are then those of the folder.</summary>
    /// <param name="folder">Where to; its parents are made.</param>
    /// <param name="overwrite">Whether a model that is there is replaced, at once and as a whole.</param>
    /// <param name="extraFiles">Writes what else belongs into the folder, which it gets under a temporary name; null for nothing.</param>
    /// <exception cref="ModelException">Something is there already, or the folder cannot be written: nothing has changed.</exception>
    public void Save(string folder, bool overwrite = false, Action<string>? extraFiles = null)
    {
        CheckPlace(folder, overwrite);
        var hash = "";
        var target = TargetOf(folder);
        Writing(folder, () => AtomicFolder.Write(target, temporary =>
        {
            File.WriteAllBytes(Path.Combine(temporary, DescriptionFile), [.. ModelJson.Write(Description), (byte)'\n']);
            File.WriteAllLines(Path.Combine(temporary, ClassNamesFile), Description.Classes);
            var tensors = Path.Combine(temporary, TensorsFile);
            SafetensorsFile.Write(tensors, [.. Tensors()], new Dictionary<string, string> { ["format"] = Format });
            hash = FileHash.Sha256(tensors);
            extraFiles?.Invoke(temporary);
        }));
        (Name, Hash) = (Path.GetFileName(target), hash);
    }

    /// <summary>Replaces the thresholds in a model's <c>model.json</c>, at once; everything else stays.</summary>
    /// <param name="path">The model's folder, or a file in it.</param>
    /// <param name="thresholds">New ones by class; classes that are not named keep theirs.</param>
    /// <exception cref="ModelException">There is no usable model, a class is not its, a threshold is outside [0, 1], or it cannot be written.</exception>
    public static void StoreThresholds(string path, IReadOnlyDictionary<string, float> thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var description = Describe(path);
        var folder = FolderOf(path);
        var all = new Dictionary<string, float>(description.Thresholds);
        foreach (var (name, threshold) in thresholds) all[name] = threshold;
        var changed = description with { Thresholds = all };
        if (changed.Problem() is { } problem) throw new ModelException(folder, problem);
        Writing(folder, () => AtomicFile.Write(Path.Combine(folder, DescriptionFile), stream =>
        {
            stream.Write(ModelJson.Write(changed));
            stream.WriteByte((byte)'\n');
        }));
    }

    /// <summary>Checks that a model can be written to a folder, before anything is trained for it; makes the folder's parents.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="overwrite">Whether a model that is there may be replaced.</param>
    /// <exception cref="ModelException">Something is there already that must not be replaced, or nothing can be written there.</exception>
    public static void CheckPlace(string folder, bool overwrite)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (File.Exists(folder)) throw new ModelException(folder, "this is a file; name a folder for the model");
        var target = TargetOf(folder);
        Writing(folder, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? target);
            AtomicFolder.Probe(target);
        });
        if (!Directory.Exists(folder)) return;
        var isModel = File.Exists(Path.Combine(folder, DescriptionFile));
        var isEmpty = !Directory.EnumerateFileSystemEntries(folder).Any();
        if (!isModel && !isEmpty) throw new ModelException(folder, "this folder exists and is not a model; name another one");
        if (isModel && !overwrite) throw new ModelException(folder, "a model is there already; name another folder, or replace it with --overwrite");
    }

    // Behind links: the folder itself is what is replaced.
    private static string TargetOf(string folder)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(target) ? Directory.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target : target;
    }

    private static void Writing(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(folder, $"the model cannot be written ({Reason(error)}); name another folder, or make room there", error);
        }
    }

    // Without the temporary name that .NET puts behind it.
    private static string Reason(Exception error) => error.Message.Split(" : '")[0].TrimEnd('.');

    private static T Reading<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(file, $"it cannot be read ({error.Message.TrimEnd('.')}); check its permissions", error);
        }
    }

    private static void CheckClassNames(string file, IReadOnlyList<string> classes)
    {
        if (!File.Exists(file)) throw new ModelException(file, "the class names are missing; bring an intact copy of the model's folder");
        var names = Reading(file, File.ReadAllLines);
        if (names.Length != classes.Count) throw new ModelException(file, $"{names.Length} names where {DescriptionFile} has {classes.Count} classes; bring an intact copy of the model's folder");
        for (var k = 0; k < names.Length; k++)
            if (names[k] != classes[k]) throw new ModelException(file, $"line {k + 1} is '{names[k]}' where {DescriptionFile} has '{classes[k]}'; names are changed in both files");
    }

    private static void CheckTensors(string file, ModelDescription description, Dictionary<string, WeightTensor> tensors)
    {
        var expected = HeadTensors.Layout(description.Embedding.Size, description.Classes.Count, description.Head);
        if (description.FineTunedLayers > 0) expected = expected.Concat(YamnetLayout.Tensors.Select(tensor => (BackbonePrefix + tensor.Name, tensor.Shape)));
        var known = new HashSet<string>();
        foreach (var (name, shape) in expected)
        {
            known.Add(name);
            if (!tensors.TryGetValue(name, out var tensor)) throw Misfit($"the tensor {name} {WeightTensor.DescribeShape(shape)} is missing");
            if (!tensor.Shape.AsSpan().SequenceEqual(shape)) throw Misfit($"{name} is {tensor.ShapeText} where {WeightTensor.DescribeShape(shape)} is expected");
            if (WeightValues.FirstNonFinite(tensor.Data) is >= 0 and var at) throw Misfit($"{name} has the value {tensor.Data[at]} at {at}");
        }

        if (tensors.Keys.FirstOrDefault(name => !known.Contains(name)) is { } stranger) throw Misfit($"a tensor {stranger} that the model does not have");

        ModelException Misfit(string problem) => new(file, $"{problem}, by {DescriptionFile}; bring an intact copy of the model's folder");
    }

    private static YamnetWeights ToBackbone(ModelDescription description, Dictionary<string, WeightTensor> tensors)
    {
        var own = YamnetLayout.Tensors.Select(tensor => tensors[BackbonePrefix + tensor.Name] with { Name = tensor.Name });
        var provenance = new WeightsProvenance { SourceFile = TensorsFile, SourceSha256 = description.Embedding.WeightsHash!, Format = "fine-tuned" };
        var activation = description.Embedding.Network == "lite" ? YamnetActivation.Relu6 : YamnetActivation.Relu;
        return new(activation, [], provenance, [.. own]);
    }

    private IEnumerable<WeightTensor> Tensors() => HeadTensors.Of(Head).Concat(
        Backbone?.Tensors.Select(tensor => tensor with { Name = BackbonePrefix + tensor.Name }) ?? []);
}
