using Audio2Mqtt.Torch.Cli;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli;

/// <summary>How a command line may go on, as the shells' scripts ask for it.</summary>
public class SuggestionsTests
{
    [Theory]
    [InlineData("a2m-torch cla", "classify")]
    [InlineData("a2m-torch --debug cla", "classify")]
    [InlineData("a2m-torch weights ", "info install verify")]
    [InlineData("a2m-torch no-such-command --", "--debug --help --version")]
    public async Task A_command_is_suggested_where_one_may_stand(string line, string words) => Assert.Equal(words, await SuggestedAsync(line));

    [Theory]
    [InlineData("a2m-torch classify clip.wav --net", "--network")]
    [InlineData("a2m-torch classify --json --js", "--jsonl")]
    [InlineData("a2m-torch classify --custom --rec", "--recursive")]
    [InlineData("a2m-torch completion bash -", "--debug --help")]
    [InlineData("a2m-torch background synthetic out --num", "--num-samples")]
    public async Task Options_are_suggested_from_their_first_dash_on(string line, string words) => Assert.Equal(words, await SuggestedAsync(line));

    [Theory]
    [InlineData("a2m-torch classify --threshold 0.5 --th", "")]
    [InlineData("a2m-torch classify --classes Dog --cl", "--classes")]
    [InlineData("a2m-torch listen --source=hall.wav --so", "--source")]
    public async Task An_option_that_was_given_is_suggested_again_only_where_it_may_be_repeated(string line, string words) => Assert.Equal(words, await SuggestedAsync(line));

    [Theory]
    [InlineData("a2m-torch weights install ", "float lite")]
    [InlineData("a2m-torch weights install --from yamnet.h5 ", "float lite")]
    [InlineData("a2m-torch weights install lite ", "")]
    [InlineData("a2m-torch classify --aggregate ", "judge max mean")]
    [InlineData("a2m-torch classify --aggregate=m", "--aggregate=max --aggregate=mean")]
    [InlineData("a2m-torch convert in out --format f", "flac")]
    [InlineData("a2m-torch completion z", "zsh")]
    [InlineData("a2m-torch listen --mqtt-compat ", "audio2mqtt")]
    public async Task Values_are_suggested_where_they_are_few_words(string line, string words) => Assert.Equal(words, await SuggestedAsync(line));

    [Theory]
    [InlineData("a2m-torch")]
    [InlineData("a2m-torch classify ")]
    [InlineData("a2m-torch classify -- --js")] // behind -- stand files only
    [InlineData("a2m-torch classify --custom mo")]
    [InlineData("a2m-torch inspect clip.wav --html ")]
    [InlineData("a2m-torch weights install \"fl")] // a quote begins a file's name
    [InlineData("a2m-torch classify 'my --rec")]
    [InlineData("a2m-torch weights install my\\ fl")]
    public async Task Nothing_is_suggested_where_a_file_may_stand(string line) => Assert.Equal("", await SuggestedAsync(line));

    [Theory]
    [InlineData("a2m-torch classify 'my file.wav' --rec")]
    [InlineData("a2m-torch classify \"it's.wav\" --rec")]
    [InlineData("a2m-torch classify my\\ file.wav --rec")]
    [InlineData("a2m-torch  classify   clip.wav\t--rec")]
    public async Task Quoted_words_and_blanks_are_read_as_shells_read_them(string line) => Assert.Equal("--recursive", await SuggestedAsync(line));

    private static async Task<string> SuggestedAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(ExitCodes.Done, await new Root(new Terminal(output, error)).RunAsync(["[suggest]", line]));
        Assert.Empty(error.ToString());
        return string.Join(' ', output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
