using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

public sealed class LauncherTests : IDisposable
{
    private const string Launcher = "tools/a2m-torch";

    private readonly FakeCheckout checkout = new();

    public void Dispose() => checkout.Dispose();

    [UnixFact]
    public async Task The_first_start_builds_and_the_second_only_runs()
    {
        var first = await checkout.RunAsync(Launcher);
        var second = await checkout.RunAsync(Launcher);

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("building the program", first.Error);
        Assert.Empty(second.Error);
        Assert.Single(checkout.DotnetCalls);
    }

    [UnixFact]
    public async Task Standard_output_is_the_programs_alone_from_the_first_start_on()
    {
        var first = await checkout.RunAsync(Launcher, "classify");

        Assert.StartsWith("process ", first.Output);
    }

    [UnixFact]
    public async Task Arguments_and_the_exit_code_pass_through_unchanged()
    {
        string[] arguments = ["classify", "two words.mp3", "", "*", "--label=\"q'u\"", "$HOME"];

        var result = await checkout.RunAsync(Launcher, arguments, new() { ["A2M_FAKE_EXIT"] = "130" });

        Assert.Equal(130, result.ExitCode);
        Assert.Equal(arguments.Select(argument => $"argument <{argument}>"), result.Output.Split('\n').Where(line => line.StartsWith("arg")));
    }

    [UnixFact]
    public async Task The_tab_key_never_waits_for_a_build()
    {
        string[] question = ["[suggest]", "a2m-torch cla"];
        var before = await checkout.RunAsync(Launcher, question);
        await checkout.RunAsync(Launcher);
        checkout.Write("src/Audio2Mqtt.Torch.Cli/Program.cs", "return 1;");
        var outdated = await checkout.RunAsync(Launcher, question);

        Assert.Equal((0, "", ""), (before.ExitCode, before.Output, before.Error));
        Assert.Contains("argument <a2m-torch cla>", outdated.Output);
        Assert.Single(checkout.DotnetCalls);
    }

    [UnixFact]
    public async Task The_program_takes_the_launchers_place_so_signals_reach_it()
    {
        var result = await checkout.RunAsync(Launcher);

        Assert.StartsWith($"process {result.ProcessId}\n", result.Output);
    }

    [UnixFact]
    public async Task It_runs_through_a_link_that_lies_elsewhere()
    {
        File.CreateSymbolicLink(checkout.PathOf("a link"), checkout.PathOf(Launcher));
        File.CreateSymbolicLink(checkout.PathOf("a link to it"), checkout.PathOf("a link"));

        var result = await checkout.RunAsync("a link to it", "--help");

        Assert.Contains("argument <--help>", result.Output);
    }

    [UnixFact]
    public async Task Native_libraries_get_one_thread_each_unless_the_user_says_otherwise()
    {
        var untold = await checkout.RunAsync(Launcher);
        var told = await checkout.RunAsync(Launcher, [], new() { ["OMP_NUM_THREADS"] = "4" });

        Assert.Contains("OMP_NUM_THREADS=1\n", untold.Output);
        Assert.Contains("OPENBLAS_NUM_THREADS=1\n", untold.Output);
        Assert.Contains("OMP_WAIT_POLICY=passive\n", untold.Output);
        Assert.Contains("OMP_NUM_THREADS=4\n", told.Output);
    }

    [UnixFact]
    public async Task A_changed_an_added_and_a_removed_source_are_each_built_once()
    {
        await checkout.RunAsync(Launcher);

        checkout.Write("src/Audio2Mqtt.Torch.Cli/Program.cs", "return 1;");
        await checkout.RunAsync(Launcher);
        await checkout.RunAsync(Launcher);
        Assert.Equal(2, checkout.DotnetCalls.Length);

        checkout.Write("src/Audio2Mqtt.Torch.Cli/Added.cs", "");
        await checkout.RunAsync(Launcher);
        await checkout.RunAsync(Launcher);
        Assert.Equal(3, checkout.DotnetCalls.Length);

        File.Delete(checkout.PathOf("src/Audio2Mqtt.Torch.Cli/Added.cs"));
        await checkout.RunAsync(Launcher);
        await checkout.RunAsync(Launcher);
        Assert.Equal(4, checkout.DotnetCalls.Length);
    }

    [UnixFact]
    public async Task What_another_build_leaves_in_bin_and_obj_is_no_change()
    {
        await checkout.RunAsync(Launcher);

        checkout.Write("src/Audio2Mqtt.Torch.Cli/bin/Release/a.dll", "");
        checkout.Write("src/Audio2Mqtt.Torch.Cli/obj/project.assets.json", "");
        await checkout.RunAsync(Launcher);

        Assert.Single(checkout.DotnetCalls);
    }

    [UnixFact]
    public async Task Another_provider_or_libtorch_is_another_build()
    {
        await checkout.RunAsync(Launcher);

        var result = await checkout.RunAsync(Launcher, [], new() { ["TorchSharpProvider"] = "Package" });

        Assert.Contains("building the program", result.Error);
    }

    [UnixFact]
    public async Task A_failed_build_shows_the_errors_and_the_next_start_tries_again()
    {
        checkout.Write("dotnet/broken", "");
        var failed = await checkout.RunAsync(Launcher);
        File.Delete(checkout.PathOf("dotnet/broken"));
        var mended = await checkout.RunAsync(Launcher);

        Assert.Equal(1, failed.ExitCode);
        Assert.Empty(failed.Output);
        Assert.Contains("error CS1002", failed.Error);
        Assert.Equal(0, mended.ExitCode);
    }

    [UnixFact]
    public async Task Half_a_build_that_was_interrupted_is_built_anew()
    {
        checkout.Write("artifacts/a2m-torch.new/.stamp", "");
        checkout.Write("artifacts/a2m-torch.new/a2m-torch", "half");

        var result = await checkout.RunAsync(Launcher);

        Assert.Equal(0, result.ExitCode);
        Assert.False(Directory.Exists(checkout.PathOf("artifacts/a2m-torch.new")));
    }

    [UnixFact]
    public async Task Two_first_starts_at_once_build_once()
    {
        var results = await Task.WhenAll(checkout.RunAsync(Launcher, "one"), checkout.RunAsync(Launcher, "two"));

        Assert.All(results, result => Assert.Equal(0, result.ExitCode));
        Assert.Single(checkout.DotnetCalls);
    }
}
