using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

public sealed class InstallTests : IDisposable
{
    private readonly FakeCheckout checkout = new();

    public void Dispose() => checkout.Dispose();

    private string Link => checkout.PathOf("a prefix/bin/a2m-torch");

    private Task<ScriptResult> InstallAsync(params string[] arguments) =>
        checkout.RunAsync("tools/install", ["--prefix", checkout.PathOf("a prefix"), .. arguments], []);

    // Every link below the prefix.
    private IEnumerable<string> Linked() => Directory.EnumerateFiles(checkout.PathOf("a prefix"), "*", SearchOption.AllDirectories)
        .Where(path => new FileInfo(path).LinkTarget is not null)
        .Select(path => Path.GetRelativePath(checkout.PathOf("a prefix"), path))
        .Order(StringComparer.Ordinal);

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
    public async Task The_manual_page_and_completion_stand_where_man_and_the_shells_look()
    {
        var installed = await InstallAsync();
        await checkout.RunAsync(Link); // the first start builds, and prints the page
        string[] links = [.. Linked()];
        var removed = await InstallAsync("--uninstall");

        Assert.Equal(0, installed.ExitCode);
        Assert.Equal(
            [
                "bin/a2m-torch", "share/bash-completion/completions/a2m-torch", "share/fish/vendor_completions.d/a2m-torch.fish", "share/man/man1/a2m-torch.1",
                "share/zsh/site-functions/_a2m-torch",
            ],
            links);
        Assert.Equal(0, removed.ExitCode);
        Assert.Empty(Linked());
    }

    [UnixFact]
    public async Task The_manual_page_is_printed_by_the_program_that_was_built()
    {
        await InstallAsync();
        await checkout.RunAsync(Link);

        Assert.Contains("argument <man>", File.ReadAllText(checkout.PathOf("a prefix/share/man/man1/a2m-torch.1")));
    }

    [UnixFact]
    public async Task Completion_links_lead_to_scripts_of_the_checkout()
    {
        await InstallAsync();
        string[] scripts = [.. Linked().Where(link => !link.Contains("bin/") && !link.Contains("/man/")).Select(link => new FileInfo(checkout.PathOf($"a prefix/{link}")).LinkTarget!)];

        Assert.Equal(3, scripts.Length);
        Assert.All(scripts, script => Assert.True(File.Exists(script.Replace(checkout.Folder, FakeCheckout.RepositoryRoot(), StringComparison.Ordinal)), script));
    }

    [UnixFact]
    public async Task A_manual_page_of_another_program_leaves_everything_as_it_was()
    {
        checkout.Write("a prefix/share/man/man1/a2m-torch.1", "theirs");

        var installed = await InstallAsync();

        Assert.Equal(1, installed.ExitCode);
        Assert.Contains("a2m-torch.1 exists and is not a link to this program", installed.Error);
        Assert.Empty(Linked());
        Assert.Equal("theirs", File.ReadAllText(checkout.PathOf("a prefix/share/man/man1/a2m-torch.1")));
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
