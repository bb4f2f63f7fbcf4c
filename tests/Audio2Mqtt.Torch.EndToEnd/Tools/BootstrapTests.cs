using Xunit;

namespace Audio2Mqtt.Torch.EndToEnd.Tools;

/// <summary>tools/bootstrap beside an apt that only records: what it would install on a machine that has this and lacks that.</summary>
public sealed class BootstrapTests : IDisposable
{
    private const string Bootstrap = "tools/bootstrap";
    private const string Everything = "libtorch-dev g++ libopenblas0-pthread libsndfile1 libsoxr0 libhdf5-310 libmosquitto1 ffmpeg ca-certificates";

    private readonly FakeCheckout checkout = new();

    public BootstrapTests()
    {
        checkout.WriteExecutable("apt/id", "#!/bin/sh\necho 0\n");
        checkout.WriteExecutable("apt/update-alternatives", "#!/bin/sh\n"); // this machine's BLAS stays what it is
        checkout.WriteExecutable("apt/apt-get", """
            #!/bin/sh
            if [ "$1" = indextargets ]; then echo an index; else echo "$@" >>"${0%/*}/calls"; fi
            """);
        checkout.WriteExecutable("apt/apt-cache", """
            #!/bin/sh
            case $1 in
                search) printf 'libhdf5-103 - an old one\nlibhdf5-310 - the runtime\n' ;;
                policy) printf '%s:\n  Candidate: %s\n' "$2" "$(sed -n "s/^$2 //p" "${0%/*}/archive")" ;;
            esac
            """);
        checkout.WriteExecutable("apt/dpkg-query", """
            #!/bin/sh
            for name in $(cat "${0%/*}/installed"); do echo "installed $name"; done
            """);
        Archive(libtorch: "2.6.0+dfsg-7");
    }

    private string AptCalls => File.Exists(checkout.PathOf("apt/calls")) ? File.ReadAllText(checkout.PathOf("apt/calls")) : "";

    public void Dispose() => checkout.Dispose();

    [UnixFact]
    public async Task Where_nothing_is_missing_it_says_nothing_and_leaves_apt_alone()
    {
        var result = await RunAsync(installed: Everything);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Empty(AptCalls);
    }

    [UnixFact]
    public async Task It_installs_only_what_is_missing_after_one_update()
    {
        var result = await RunAsync(installed: Everything.Replace("libsoxr0 ", ""));

        Assert.Equal(2, AptCalls.TrimEnd('\n').Split('\n').Length);
        Assert.Matches(@"^.* update\n.* install --no-install-recommends libsoxr0\n$", AptCalls);
        Assert.Contains("installing libsoxr0", result.Error);
        Assert.Empty(result.Output);
    }

    [UnixFact]
    public async Task The_HDF5_runtime_goes_by_the_name_that_the_release_gives_it()
    {
        await RunAsync(installed: Everything.Replace("libhdf5-310 ", ""));

        Assert.EndsWith("--no-install-recommends libhdf5-310\n", AptCalls);
    }

    [UnixFact]
    public async Task Where_the_archives_have_no_fitting_libtorch_the_official_packages_take_its_place()
    {
        Archive(libtorch: "1.8.1-4");
        var old = await RunAsync(installed: Everything.Replace("libtorch-dev ", ""));
        checkout.Write("apt/archive", "");
        var none = await RunAsync(installed: Everything.Replace("libtorch-dev ", ""));

        Assert.Contains("libtorch-dev here is 1.8.1-4 ", old.Error);
        Assert.Contains("libtorch-dev here is not in the archives", none.Error);
        Assert.All([old, none], result => Assert.Contains("official packages of nuget.org", result.Error));
        Assert.Empty(AptCalls);
    }

    [UnixFact]
    public async Task A_libtorch_that_fits_is_installed()
    {
        await RunAsync(installed: Everything.Replace("libtorch-dev ", ""));

        Assert.EndsWith("--no-install-recommends libtorch-dev\n", AptCalls);
    }

    [UnixFact]
    public async Task What_the_archives_lack_is_named_and_the_rest_is_installed()
    {
        checkout.Write("apt/archive", "libsoxr0 0.1.3-4\n");

        var result = await RunAsync(installed: Everything.Replace("libsoxr0 ", "").Replace("libsndfile1 ", ""));

        Assert.Contains("archives have no libsndfile1", result.Error);
        Assert.EndsWith("--no-install-recommends libsoxr0\n", AptCalls);
    }

    [UnixFact]
    public async Task A_package_that_a_caller_wants_is_installed_too()
    {
        checkout.Write("apt/archive", "mosquitto 2.0\n");

        await RunAsync(installed: Everything, arguments: "mosquitto");

        Assert.EndsWith("--no-install-recommends mosquitto\n", AptCalls);
    }

    [UnixFact]
    public async Task A2M_NO_INSTALL_names_what_is_missing_and_goes_on()
    {
        var result = await RunAsync(installed: Everything.Replace("libsoxr0 ", ""), noInstall: "1");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("apt-get install libsoxr0\n", result.Error);
        Assert.Empty(AptCalls);
    }

    private void Archive(string libtorch) =>
        checkout.Write("apt/archive", $"libtorch-dev {libtorch}\nlibsndfile1 1.2.2\nlibsoxr0 0.1.3-4\nlibhdf5-310 1.14.5\n");

    private Task<ScriptResult> RunAsync(string installed, string noInstall = "0", params string[] arguments)
    {
        checkout.Write("apt/installed", installed);
        return checkout.RunAsync(Bootstrap, arguments, new()
        {
            ["A2M_NO_INSTALL"] = noInstall,
            ["PATH"] = checkout.PathOf("apt") + ":" + Environment.GetEnvironmentVariable("PATH"),
        });
    }
}
