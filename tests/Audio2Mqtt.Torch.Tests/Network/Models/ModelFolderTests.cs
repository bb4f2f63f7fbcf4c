using System.Diagnostics;
using Audio2Mqtt.Torch.Network;
using Audio2Mqtt.Torch.Tests.Network.Weights;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Network.Models;

/// <summary>Writing a model: whole or not at all, and one line where it cannot be.</summary>
public sealed class ModelFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SoundModel model = TestModel.Create();

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void An_existing_model_is_an_error_unless_it_is_to_be_replaced()
    {
        var path = folder.File("models/m");
        model.Save(path, extraFiles: temporary => File.WriteAllText(Path.Combine(temporary, "report.html"), "first"));
        AssertRefused(() => model.Save(path), path, "--overwrite");
        Assert.Equal("first", File.ReadAllText(Path.Combine(path, "report.html")));

        model.Save(path, overwrite: true);

        Assert.Equal(["class_names.txt", "model.json", "model.safetensors"], Directory.GetFiles(path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.File("models")));
    }

    [Fact]
    public void An_empty_folder_is_filled_and_one_that_is_no_model_is_never_replaced()
    {
        Directory.CreateDirectory(folder.File("empty"));
        model.Save(folder.File("empty"), overwrite: true);
        folder.Write("precious.txt", "mine"u8);
        AssertRefused(() => model.Save(folder.Path, overwrite: true), folder.Path, "is not a model");
        Assert.True(File.Exists(folder.File("precious.txt")));
    }

    [Fact]
    public void A_file_in_the_place_is_told()
    {
        var path = folder.Write("file", "x"u8);
        AssertRefused(() => model.Save(path), path, "this is a file");
        AssertRefused(() => model.Save(Path.Combine(path, "below")), Path.Combine(path, "below"), "cannot be written");
    }

    [Fact]
    public void What_fails_on_the_way_leaves_the_old_model_and_nothing_else()
    {
        var path = folder.File("m");
        model.Save(path);
        var before = File.ReadAllBytes(Path.Combine(path, "model.safetensors"));
        AssertRefused(() => model.Save(path, overwrite: true, _ => throw new IOException("no room")), path, "the model cannot be written (no room)");
        Assert.Throws<InvalidOperationException>(() => model.Save(path, overwrite: true, _ => throw new InvalidOperationException()));
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(path, "model.safetensors")));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_link_to_a_model_stays_and_what_it_leads_to_is_replaced()
    {
        if (OperatingSystem.IsWindows()) return; // links need a right there that not everybody has
        model.Save(folder.File("real"));
        Directory.CreateSymbolicLink(folder.File("link"), folder.File("real"));
        model.Save(folder.File("link"), overwrite: true);
        Assert.NotNull(new DirectoryInfo(folder.File("link")).LinkTarget);
        Assert.True(File.Exists(folder.File("real/model.json")));
    }

    [TmpfsFact]
    public void A_read_only_place_is_one_line() => WithTmpfs("size=1m", place =>
    {
        Run("mount", "-o", "remount,ro", place);
        AssertRefused(() => model.Save(Path.Combine(place, "m")), Path.Combine(place, "m"), "Read-only file system");
        AssertRefused(() => SoundModel.CheckPlace(Path.Combine(place, "m"), overwrite: false), Path.Combine(place, "m"), "cannot be written");
    });

    [TmpfsFact]
    public void A_full_disk_is_one_line_and_the_old_model_stays() => WithTmpfs("size=64k", place =>
    {
        var path = Path.Combine(place, "m");
        model.Save(path);
        using var large = TestModel.Create(TestModel.Describe() with { Head = new() { Hidden = [4096] } });
        AssertRefused(() => large.Save(path, overwrite: true), path, "No space left on device");
        using var loaded = SoundModel.Load(path);
        Assert.Equal([7, 4], loaded.Description.Head.Hidden);
        Assert.Equal([path], Directory.GetFileSystemEntries(place));
    });

    private static void AssertRefused(Action save, string path, string expected)
    {
        var error = Assert.Throws<ModelException>(save);
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(path, error.Path);
    }

    private void WithTmpfs(string options, Action<string> test)
    {
        var place = Directory.CreateDirectory(folder.File("mounted")).FullName;
        Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", place);
        try
        {
            test(place);
        }
        finally
        {
            Run("umount", place);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}
