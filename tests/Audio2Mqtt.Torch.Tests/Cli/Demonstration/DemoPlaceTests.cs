using Audio2Mqtt.Torch.Cli;
using Audio2Mqtt.Torch.Cli.Demonstration;
using Audio2Mqtt.Torch.Tests.Audio;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Cli.Demonstration;

public sealed class DemoPlaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_temporary_place_goes_with_the_demonstration()
    {
        string path;
        using (var place = DemoPlace.Create(keep: null)) Fill(path = place.Folder);
        Assert.False(Directory.Exists(path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_not_whole_is_not_kept_and_the_folder_is_as_it_was(bool wasThere)
    {
        var path = Path.Combine(folder.FullPath, "kept");
        if (wasThere) Directory.CreateDirectory(path);
        using (var place = DemoPlace.Create(path)) Fill(place.Folder);
        Assert.Equal(wasThere, Directory.Exists(path));
        if (wasThere) Assert.Empty(Directory.GetFileSystemEntries(path));
    }

    [Fact]
    public void What_is_whole_is_kept()
    {
        var path = Path.Combine(folder.FullPath, "kept");
        using (var place = DemoPlace.Create(path))
        {
            Fill(place.Folder);
            place.Keep();
        }

        Assert.True(File.Exists(Path.Combine(path, "training", "a.wav")));
    }

    [Fact]
    public void A_folder_that_holds_something_is_refused_and_stays()
    {
        var path = Path.Combine(folder.FullPath, "kept");
        Fill(Directory.CreateDirectory(path).FullName);
        Assert.Equal($"--keep {path}: something is there already; name a new or an empty folder", Assert.Throws<UsageException>(() => DemoPlace.Create(path)).Message);
        Assert.True(File.Exists(Path.Combine(path, "stream.wav")));
    }

    private static void Fill(string path)
    {
        File.WriteAllText(Path.Combine(path, "stream.wav"), "");
        Directory.CreateDirectory(Path.Combine(path, "training"));
        File.WriteAllText(Path.Combine(path, "training", "a.wav"), "");
    }
}
