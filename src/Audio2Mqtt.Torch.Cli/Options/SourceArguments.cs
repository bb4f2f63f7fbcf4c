using System.CommandLine;
using System.CommandLine.Parsing;
using Audio2Mqtt.Torch.Audio;

namespace Audio2Mqtt.Torch.Cli.Options;

/// <summary>Which sound is meant: the options that <c>listen</c> and <c>record</c> share.</summary>
internal sealed class SourceArguments
{
    private readonly Option<bool> microphone = new("--microphone") { Description = "Hear the default input [default: what this machine plays]" };
    private readonly Option<string> device = new("--device") { Description = "Hear the device with this in its name", HelpName = "NAME" };
    private readonly Option<int?> deviceId = Numbers.Whole("--device-id", 0, int.MaxValue, "Hear the device of this number (a2m-torch devices lists them)");
    private readonly Option<string> source = new("--source") { Description = "Hear an address (rtsp://, http://), a file, or - for standard input", HelpName = "URL|FILE|-" };
    private readonly Option<int?> channel = Numbers.Whole("--channel", 1, AudioInputOptions.MaxChannels, "Hear one channel, from 1 [default: the mean of all]");
    private readonly Option<bool> realtime = new("--realtime") { Description = "Play a file at the pace of its clock [default: as fast as the disk]" };
    private readonly Option<PcmFormat?> pcm = new("--pcm")
    {
        Description = "Standard input has no header: its samples are ENCODING:RATE:CHANNELS, such as s16le:48000:2",
        HelpName = "FORMAT",
        CustomParser = Format,
    };

    private Option[] WhatIsHeard => [microphone, device, deviceId, source];

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[.. WhatIsHeard, channel, realtime, pcm]) command.Add(option);
        command.Validators.Add(result =>
        {
            var given = WhatIsHeard.Where(option => IsGiven(result, option)).Select(option => option.Name).ToArray();
            if (given.Length > 1) result.AddError($"{string.Join(" and ", given)} name two sources: one can be heard.");
            var text = result.GetValue(source);
            if (text is "") result.AddError("--source: '' is no address and no file.");
            if (IsGiven(result, pcm) && text != "-") result.AddError("--pcm is for standard input: --source -");
            if (IsGiven(result, realtime) && text is null or "-") result.AddError("--realtime is for a file: --source FILE");
        });
    }

    /// <summary>What the command line asks for.</summary>
    public SourceRequest Read(ParseResult parsed) => new()
    {
        IsGiven = WhatIsHeard.Any(option => IsGiven(parsed.CommandResult, option)),
        Text = parsed.GetValue(source),
        Choice = new() { IsMicrophone = parsed.GetValue(microphone), Name = parsed.GetValue(device), Id = parsed.GetValue(deviceId) },
        Channel = parsed.GetValue(channel),
        IsRealtime = parsed.GetValue(realtime),
        Pcm = parsed.GetValue(pcm),
    };

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    private static PcmFormat? Format(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!PcmFormat.TryParse(text, out var format, out var error)) result.AddError($"--pcm: '{text}' {error}.");
        return format;
    }
}
