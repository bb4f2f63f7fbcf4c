using Audio2Mqtt.Torch.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

/// <summary>What is told about a wrong command line: one line, what is wrong and where to look, exit code 2.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("", "a2m-torch --help")]
    [InlineData("clasify x", "'clasify' is not a command. (see: a2m-torch --help)")]
    [InlineData("weights foo", "'foo' is not a command. (see: a2m-torch weights --help)")]
    [InlineData("classify", "a2m-torch classify --help")]
    [InlineData("classify --bogus x", "'--bogus' is not an option of classify.")]
    [InlineData("train --hiden 3", "'--hiden' is not an option of train.")]
    [InlineData("evaluate --noize white x", "'--noize' is not an option of evaluate.")]
    [InlineData("slice night.wav --lables x y", "'--lables' is not an option of slice.")]
    [InlineData("export --fromat onnx", "'--fromat' is not an option of export.")]
    [InlineData("classify x --top-k 0", "--top-k: '0' is not a whole number from 1 on.")]
    [InlineData("classify x --top-k many", "--top-k: 'many' is not a whole number from 1 on.")]
    [InlineData("classify x --threshold 1.5", "--threshold: '1.5' is not a number from 0 to 1.")]
    [InlineData("classify x --overlap 1", "--overlap: '1' is not a number from 0 to below 1.")]
    [InlineData("classify x --start 1:75", "--start: '1:75' is not a time")]
    [InlineData("classify x --duration 0", "--duration: must be above 0")]
    [InlineData("classify x --aggregate sum", "--aggregate: 'sum' is not mean, max or judge.")]
    [InlineData("classify x --aggregate judge", "--aggregate judge is the rule of trained models: add --custom")]
    [InlineData("classify x --custom", "models/default: no model is there")]
    [InlineData("classify x --custom no/such/model", "no/such/model: no model is there (model.json is missing); name a model's folder, or make one with: a2m-torch train")]
    [InlineData("classify --custom", "models/default: no model is there")]
    [InlineData("classify x --network big", "--network: 'big' is not lite or float.")]
    [InlineData("classify x --workers 0", "--workers: '0' is not a whole number from 1 to 256.")]
    [InlineData("classify x --batch-size 9999", "--batch-size: '9999' is not a whole number from 1 to 1024.")]
    [InlineData("classify x --json --csv", "--json and --csv exclude each other")]
    [InlineData("classify x --output y", "--output names a folder for --audacity or --raven")]
    [InlineData("classify x y --raven", "2 files need a folder for their labels: add --output DIR")]
    [InlineData("classify - -", "standard input can be read once only")]
    [InlineData("classify none/*.wav", "no file matches this pattern")]
    [InlineData("evaluate", "a2m-torch evaluate --help")]
    [InlineData("evaluate a b c", "a2m-torch evaluate --help")]
    [InlineData("evaluate data", "models/default: no model is there")]
    [InlineData("evaluate no/model data", "no/model: no model is there")]
    [InlineData("evaluate data --snr 10", "--snr says how loud noise is: add --noise white,pink")]
    [InlineData("evaluate data --noise white,grey", "--noise: 'grey' is not white, pink, brown, blue or violet.")]
    [InlineData("evaluate data --noise pink --snr 10,loud", "--snr: 'loud' is not a number from -60 to 100.")]
    [InlineData("evaluate data --target-precision 1", "--target-precision: '1' is not a number from 0 to below 1.")]
    [InlineData("evaluate data --target-precision 0", "--target-precision: must be above 0")]
    [InlineData("slice a.wav out", "Option '--labels' is required. (see: a2m-torch slice --help)")]
    [InlineData("slice a.wav out --labels none.txt", "none.txt: no such file")]
    [InlineData("slice a.wav out --labels x --format mp3", "--format: 'mp3' is not wav or flac.")]
    [InlineData("slice a.wav out --labels x --min-seconds 0", "--min-seconds: '0' is not a number from 0.01 to 3600.")]
    [InlineData("slice a.wav out --labels x --max-seconds 0.1", "--max-seconds: 0.1 is below --min-seconds 0.2")]
    [InlineData("export no/such/model", "no/such/model: no model is there")]
    [InlineData("export x --format tflite", "--format: 'tflite' is not onnx.")]
    [InlineData("listen --bogus", "a2m-torch listen --help")]
    [InlineData("listen --threshold 1.5", "--threshold: '1.5' is not a number from 0 to 1.")]
    [InlineData("listen --hop 2", "--hop: '2' is not a time from 100 ms to 960 ms")]
    [InlineData("listen --confirm 3/2", "--confirm: '3/2' is not HITS/PATCHES, such as 2/3, of at most 50 patches.")]
    [InlineData("listen --smoothing 2:cubic", "--smoothing: '2:cubic' is not a number of patches from 1 to 50")]
    [InlineData("listen --energy-threshold 4", "--energy-threshold: '4' is not a level in dBFS from -150 to 0, or off.")]
    [InlineData("listen --mqtt-port 0", "--mqtt-port: '0' is not a whole number from 1 to 65535.")]
    [InlineData("listen --clip-max-size big", "--clip-max-size: 'big' is not a size such as 500MB or 2GB.")]
    [InlineData("listen --group dogs", "--group: 'dogs' is not NAME=CLASS,CLASS.")]
    [InlineData("listen --microphone --device x", "--microphone and --device name two devices: choose one")]
    [InlineData("listen --base --custom no/such/model", "no/such/model: no model is there")]
    [InlineData("weights install huge", "'huge' is not lite or float.")]
    public async Task A_wrong_command_line_is_one_line_and_exit_code_2(string line, string expected)
    {
        var (code, output, error) = await Run(line);
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Empty(output);
        Assert.StartsWith("a2m-torch: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public async Task A_file_whose_name_begins_with_a_dash_is_told_how_it_is_written()
    {
        var name = $"-{Guid.NewGuid():n}.wav";
        try
        {
            await File.WriteAllTextAsync(name, "");
            var (code, _, error) = await Run($"convert {name} out");
            Assert.Equal((ExitCodes.Usage, true), (code, error.Contains($"'{name}' is not an option of convert; the file of that name is ./{name}.", StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Theory]
    [InlineData(28, 1, "a2m-torch: standard output: No space left on device; what was written there is not whole")] // ENOSPC
    [InlineData(32, 0, "")] // EPIPE: the reader had enough
    public async Task Output_that_does_not_fit_on_the_disk_is_a_failure_and_a_reader_that_is_gone_is_none(int number, int expected, string told)
    {
        using var output = new UnwritableEnd(new IOException("No space left on device", number));
        using var error = new StringWriter();
        Assert.Equal(expected, await new Root(new Terminal(output, error)).RunAsync(["completion", "bash"]));
        Assert.Equal(told, error.ToString().TrimEnd());
    }

    private static async Task<(int Code, string Output, string Error)> Run(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new Root(new Terminal(output, error)).RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return (code, output.ToString(), error.ToString());
    }

    private sealed class UnwritableEnd(IOException error) : StringWriter
    {
        public override void Flush() => throw error;
    }
}
