using Audio2Mqtt.Torch.Interop;
using Xunit;

namespace Audio2Mqtt.Torch.Tests.Interop;

public class NativeLibrariesTests
{
    private static readonly NativeDependency Absent = new("absent", "libabsent", "everything", "libabsent1", "absent")
    {
        LinuxFiles = ["libabsent.so.1", "libabsent.so"],
        MacFiles = ["libabsent.so.1", "libabsent.so"],
        WindowsFiles = ["libabsent.so.1", "libabsent.so"],
    };

    [Fact]
    public void A_missing_library_names_itself_its_files_and_the_command_that_brings_it()
    {
        var error = Assert.Throws<NativeLibraryException>(() => NativeLibraries.Load(Absent));
        Assert.Equal($"libabsent is missing (everything needs it; looked for libabsent.so.1, libabsent.so): {Absent.Mend}", error.Message);
        Assert.Equal(("libabsent", "libabsent1", Absent.Mend), (error.Library, error.Package, error.Mend));
        if (OperatingSystem.IsLinux()) Assert.Equal("sudo apt-get install libabsent1", error.Mend);
    }

    [Fact]
    public void What_is_present_is_told_with_its_file_and_version()
    {
        foreach (var status in NativeLibraryCheck.All().Where(status => status.IsLoadable))
        {
            Assert.False(string.IsNullOrEmpty(status.File));
            Assert.Matches(@"\d+\.\d+", status.Version);
        }
    }

    [Fact]
    public void An_unknown_name_is_a_programmers_error() => Assert.Throws<ArgumentException>(() => NativeLibraries.Require("nothing"));
}
