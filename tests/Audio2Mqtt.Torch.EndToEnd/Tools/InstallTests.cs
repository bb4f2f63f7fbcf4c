using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

public sealed class InstallTests : IDisposable
{
    private readonly FakeCheckout checkout = new();

    public void Dispose() => checkout.Dispose();

    private string Link => checkout.PathOf("a prefix/bin/a2m-torch");

    private Task<ScriptResult> InstallAsync(params string[] arguments) =>
        checkout.RunAsync("tools/install", ["--prefix", checkout.PathOf("a prefix"), .. arguments], []);

    [UnixFact]
    public async Task I_can_run_the_program_by_the_link_and_take_the_link_away()
    {
        var installed = await InstallAsync();
        var again = await InstallAsync();
        var run = await checkout.RunAsync(Link, "devices");
        var removed = await InstallAsync("--uninstall");

        Assert.Equal((0, 0, 0), (installed.ExitCode, again.ExitCode, removed.ExitCode));
        Assert.Contains("argument <devices>", run.Output);
        Assert.False(File.Exists(Link));
    }

    [UnixFact]
    public async Task It_says_when_the_place_is_not_on_the_path()
    {
        var result = await InstallAsync();

        Assert.Contains("is not on the PATH", result.Error);
    }

    [UnixFact]
    public async Task A_file_of_another_program_is_neither_overwritten_nor_removed()
    {
        checkout.Write("a prefix/bin/a2m-torch", "theirs");

        var installed = await InstallAsync();
        var removed = await InstallAsync("--uninstall");

        Assert.Equal((1, 1), (installed.ExitCode, removed.ExitCode));
        Assert.Contains("is not a link to this program", installed.Error);
        Assert.Equal("theirs", File.ReadAllText(Link));
    }

    [UnixFact]
    public async Task A_link_to_another_program_is_neither_overwritten_nor_removed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Link)!);
        File.CreateSymbolicLink(Link, "/bin/true");

        var installed = await InstallAsync();
        var removed = await InstallAsync("--uninstall");

        Assert.Equal((1, 1), (installed.ExitCode, removed.ExitCode));
        Assert.Equal("/bin/true", new FileInfo(Link).LinkTarget);
    }

    [UnixFact]
    public async Task An_unknown_argument_is_named_and_is_wrong_usage()
    {
        var result = await InstallAsync("--unistall");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("'--unistall'", result.Error);
        Assert.False(File.Exists(Link));
    }
}
