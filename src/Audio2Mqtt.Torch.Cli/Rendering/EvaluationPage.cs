using System.Globalization;
using Audio2Mqtt.Torch.Cli.Options;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Training;
using Audio2Mqtt.Torch.Training.Report;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>What the page of an evaluation tells.</summary>
internal static class EvaluationPage
{
    public static ReportContent Of(EvaluateRequest request, SoundModel model, Dataset dataset, EvaluationResult result, CancellationToken cancellationToken)
    {
        var description = model.Description;
        var data = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder)));
        return new()
        {
            Title = $"{model.Name} on {data}",
            Facts =
            [
                new("model", $"{model.Name}, {model.Hash![..12]}"),
                new("classes", $"{description.Classes.Count}"),
                new("hears by", description.Embedding.Network is { } network ? $"YAMNet {network}, weights {description.Embedding.WeightsHash![..12]}" : "spectra"),
                new("recordings", $"{description.Preparation ?? new()}"),
                new("seed of the noise", $"{request.Options.Seed}"),
                new("made", string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC by a2m-torch {ProgramVersion.Text}")),
            ],
            Evaluation = result.Report,
            EvaluatedOn = $"the recordings of {data}",
            Spectrograms = Spectrogram.Of(result.Report.Mistakes, cancellationToken),
            Dataset =
            [
                .. dataset.Clips.GroupBy(clip => clip.ClassName)
                    .Select(clips => new ReportClass(clips.Key, clips.Count(), clips.Select(clip => clip.Recording).Distinct().Count(), null)),
            ],
            LeftOut = result.LeftOut,
        };
    }
}
