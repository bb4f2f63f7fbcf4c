using Audio2Mqtt.Torch.Audio;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training.Augmentation;
using Audio2Mqtt.Torch.Training.Metrics;
using Audio2Mqtt.Torch.Training.Report;
using static TorchSharp.torch;

namespace Audio2Mqtt.Torch.Training;

/// <summary>Finds out how good a model is: on clips, under noise, and as a detector in long recordings.</summary>
/// <param name="model">The model; borrowed.</param>
/// <param name="embedder">Its embedder; borrowed.</param>
public sealed class Evaluator(SoundModel model, IEmbedder embedder)
{
    // Embeddings are not kept, so nobody compares their key.
    private readonly ClipEmbedder clipEmbedder = new(embedder, "evaluation", preparation: model.Description.Preparation);
    private readonly RecordingJudge recordingJudge = new(model, embedder);
    private readonly IReadOnlyList<string> classes = model.Description.Classes;
    private readonly Calibration calibration = new(model.Description.ClipTemperature, model.Description.PatchTemperature);

    /// <summary>Evaluates.</summary>
    /// <param name="dataset">Labelled clips that the model was not trained on; their classes are among the model's.</param>
    /// <param name="recordings">Labelled long recordings for the detector's scores.</param>
    /// <param name="options">The defaults when null.</param>
    /// <param name="progress">Told the share that is done, from one thread; null for nobody.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="DatasetException">A class that the model does not know, or not one clip can be judged.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public async Task<EvaluationResult> EvaluateAsync(
        Dataset dataset,
        IReadOnlyList<LabelledRecording> recordings,
        EvaluationOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(recordings);
        options ??= new();
        CheckClasses(dataset);
        IWaveformTransform?[] copies = [null, .. options.Noise.Select(one => new NoiseTransform(one.Colour, one.SnrDb))];
        var predictions = copies.Select(_ => new List<ClipPrediction>(dataset.Clips.Count)).ToArray();
        var leftOut = new List<ReportFact>();
        var steps = dataset.Clips.Count + recordings.Count;
        var done = 0;
        await foreach (var clip in clipEmbedder.EmbedAsync(dataset.Clips, copies, options.Seed, cancellationToken).ConfigureAwait(false))
        {
            if (clip.LeftOut is { } why) leftOut.Add(new(why.Clip.Path, why.Reason));
            foreach (var copy in clip.Copies) predictions[copy.Copy].Add(Predict(dataset.Clips[clip.Index], copy));
            progress?.Report((double)++done / steps);
        }

        if (predictions[0].Count == 0) throw new DatasetException(dataset.Folder, $"no clip can be judged: {Words.Few([.. leftOut.Select(one => one.Value)])}");

        // They come as they are done: the report must not depend on which core was the quicker.
        foreach (var list in predictions) list.Sort(InOrder);
        leftOut.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        var report = EvaluationReport.Of(predictions[0], classes, options.TargetPrecision, model.Description.Thresholds, options.Mistakes);
        report = report with
        {
            Noise = [.. options.Noise.Select((one, k) => NoiseScores.Of(one.Colour.Name(), one.SnrDb, ClipScores.Of(predictions[k + 1], classes)))],
            Warnings = [.. Warnings(dataset), .. report.Warnings],
        };
        var heard = new List<DetectorRecording>();
        foreach (var recording in recordings)
        {
            if (Heard(recording, leftOut, cancellationToken) is { } one) heard.Add(one);
            progress?.Report((double)++done / steps);
        }

        if (heard.Count > 0) report = report with { Detector = DetectorScores.Of(heard, classes, Applied(report, options), recordingJudge.Options) };
        return new(report, leftOut);
    }

    private static int InOrder(ClipPrediction left, ClipPrediction right) =>
        left.Label != right.Label ? left.Label.CompareTo(right.Label)
        : left.Clip.Path != right.Clip.Path ? string.CompareOrdinal(left.Clip.Path, right.Clip.Path)
        : left.Clip.Start.CompareTo(right.Clip.Start);

    private void CheckClasses(Dataset dataset)
    {
        string[] strangers = [.. dataset.Classes.Where(name => !classes.Contains(name))];
        if (strangers.Length == 0) return;
        throw new DatasetException(
            dataset.Folder,
            $"{(strangers.Length == 1 ? "the class" : "the classes")} {string.Join(", ", strangers)} {(strangers.Length == 1 ? "is" : "are")} not in the model, which knows "
            + $"{string.Join(", ", classes)}; rename the folders or labels, or leave them out");
    }

    // What the data set says about training does not matter here; what it lacks does.
    private IEnumerable<string> Warnings(Dataset dataset)
    {
        var aboutTraining = CountWarnings.Of(dataset.Classes, dataset.Clips).ToHashSet();
        foreach (var warning in dataset.Warnings.Where(warning => !aboutTraining.Contains(warning))) yield return warning;
        string[] absent = [.. classes.Where(name => !dataset.Classes.Contains(name))];
        if (absent.Length > 0) yield return $"no clip of {string.Join(", ", absent)}: how well {(absent.Length == 1 ? "it is" : "they are")} known is not measured";
    }

    private ClipPrediction Predict(ClipSource clip, EmbeddedClip embedded)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        using var data = model.Logits(tensor(embedded.Embeddings, [embedded.LevelsDbfs.Length, embedder.Size])).data<float>(); // [patches, classes]
        var prediction = calibration.Predict(new(clip, IndexOf(clip.ClassName), data.ToArray(), embedded.LevelsDbfs), classes.Count);

        // Patches under noise are asked for by nobody, and would fill the memory.
        return embedded.Copy == 0 ? prediction : prediction with { PatchProbabilities = [] };
    }

    private DetectorRecording? Heard(LabelledRecording recording, List<ReportFact> leftOut, CancellationToken cancellationToken)
    {
        try
        {
            var (probabilities, seconds) = recordingJudge.Judge(recording.Path, cancellationToken);
            var length = TimeSpan.FromSeconds(seconds);
            var events = LabelledClips.Within(recording.Labels, length, [])
                .Select(stretch => new TimedEvent(IndexOf(stretch.Label), stretch.Start.TotalSeconds, stretch.End!.Value.TotalSeconds));
            return new(recording.Path, seconds, probabilities, [.. events]);
        }
        catch (AudioException error)
        {
            leftOut.Add(new(recording.Path, error.Reason));
            return null;
        }
    }

    private float[] Applied(EvaluationReport report, EvaluationOptions options)
    {
        var own = new Dictionary<string, float>(model.Description.Thresholds);
        if (options.UseNewThresholds)
        {
            foreach (var (name, threshold) in report.StoredThresholds()) own[name] = threshold;
        }

        return [.. classes.Select(name => own.GetValueOrDefault(name, EvaluationReport.DefaultThreshold))];
    }

    private int IndexOf(string name)
    {
        for (var k = 0; k < classes.Count; k++)
        {
            if (classes[k] == name) return k;
        }

        throw new ArgumentException($"the model has no class '{name}'", nameof(name));
    }
}
