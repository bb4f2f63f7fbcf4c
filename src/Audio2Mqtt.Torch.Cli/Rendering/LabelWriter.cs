using Audio2Mqtt.Torch.Classification;

namespace Audio2Mqtt.Torch.Cli.Rendering;

/// <summary>Labels of one file to standard output, or of each file to NAME.txt in a folder; a second file of a name gets NAME-2.txt.</summary>
internal sealed class LabelWriter(ILabelFormat format, TextWriter output, string? folder) : IResultWriter
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public void Write(FileResult result)
    {
        if (result.Error is not null) return;
        if (folder is null)
        {
            format.Write(output, result);
            return;
        }

        var path = Path.Combine(folder, FreeName(result.Path));
        try
        {
            Directory.CreateDirectory(folder);
            using var file = new StreamWriter(path);
            format.Write(file, result);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Audio2MqttException($"{path}: the labels cannot be written ({error.Message}); name another folder with --output", error);
        }
    }

    public void Finish(RunSummary summary)
    {
        // Every file stands for itself.
    }

    private string FreeName(string path)
    {
        var stem = path == "-" ? "stdin" : Path.GetFileNameWithoutExtension(path);
        var name = $"{stem}.txt";
        for (var number = 2; !taken.Add(name); number++) name = $"{stem}-{number}.txt";
        return name;
    }
}
