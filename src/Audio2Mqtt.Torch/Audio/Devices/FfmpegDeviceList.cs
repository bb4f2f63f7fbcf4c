using System.Text.RegularExpressions;

namespace Audio2Mqtt.Torch.Audio.Devices;

/// <summary>
/// What ffmpeg says of <c>-list_devices true</c> on macOS (https://ffmpeg.org/ffmpeg-devices.html#avfoundation) and on Windows
/// (https://ffmpeg.org/ffmpeg-devices.html#dshow).
/// </summary>
internal static partial class FfmpegDeviceList
{
    // What programs that lead the output back to an input call themselves.
    private static readonly string[] Loopbacks =
        ["BlackHole", "Loopback", "Soundflower", "Stereo Mix", "Stereomix", "CABLE Output", "VB-Audio", "What U Hear", "Wave Out Mix"];

    /// <summary>macOS: <c>[1] BlackHole 2ch</c> under the headline of audio devices.</summary>
    internal static IReadOnlyList<CaptureDevice> OfAvfoundation(string told)
    {
        List<(int Id, string Name, string Description)> found = [];
        var isAudio = false;
        foreach (var line in Lines(told))
        {
            if (line.EndsWith(" devices:", StringComparison.Ordinal)) isAudio = line.Contains("audio", StringComparison.Ordinal);
            else if (isAudio && Numbered().Match(line) is { Success: true } match)
                found.Add((int.Parse(match.Groups[1].ValueSpan), match.Groups[2].Value, match.Groups[2].Value));
        }

        return Devices(found, "avfoundation");
    }

    /// <summary>Windows: <c>"Microphone (USB)" (audio)</c>, and on the next line the name that two devices of one kind do not share.</summary>
    internal static IReadOnlyList<CaptureDevice> OfDshow(string told)
    {
        List<(int Id, string Name, string Description)> found = [];
        var (isAudioPart, isAudio) = (false, false);
        foreach (var line in Lines(told))
        {
            // Releases before 5.0 have headlines instead of a word behind each device.
            if (line.StartsWith("DirectShow ", StringComparison.Ordinal)) isAudioPart = line.StartsWith("DirectShow audio", StringComparison.Ordinal);
            else if (line.StartsWith("Alternative name ", StringComparison.Ordinal) && isAudio && Quoted().Match(line) is { Success: true } other)
                found[^1] = found[^1] with { Name = other.Groups[1].Value };
            else if (line.StartsWith('"') && Quoted().Match(line) is { Success: true } match)
            {
                isAudio = match.Groups[2].Success ? match.Groups[2].Value.Contains("audio", StringComparison.Ordinal) : isAudioPart;
                if (isAudio) found.Add((found.Count, match.Groups[1].Value, match.Groups[1].Value));
            }
        }

        return Devices(found, "dshow");
    }

    private static IEnumerable<string> Lines(string told) => told.Split('\n').Select(line => Context().Replace(line, "").Trim());

    // Neither system is asked for its default: the first of a kind stands for it.
    private static CaptureDevice[] Devices(IReadOnlyList<(int Id, string Name, string Description)> found, string backend)
    {
        var kinds = found.Select(device => Loopbacks.Any(word => device.Description.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? DeviceKind.Loopback : DeviceKind.Microphone).ToList();
        return
        [
            .. found.Select((device, i) => new CaptureDevice
            {
                Id = device.Id,
                Name = device.Name,
                Description = device.Description,
                Kind = kinds[i],
                Channels = 0,
                SampleRate = 0,
                IsDefault = kinds.IndexOf(kinds[i]) == i,
                Backend = backend,
            }),
        ];
    }

    // "[AVFoundation indev @ 0x7fb1]", "[in#0 @ 000001]", "[dshow @ 000001]"
    [GeneratedRegex(@"^(\[[^\]]* @ [^\]]*\] )+")]
    private static partial Regex Context();

    [GeneratedRegex(@"^\[(\d{1,9})\] (.+)$")]
    private static partial Regex Numbered();

    [GeneratedRegex("\"([^\"]+)\"(?: \\(([a-z, ]+)\\))?")]
    private static partial Regex Quoted();
}
