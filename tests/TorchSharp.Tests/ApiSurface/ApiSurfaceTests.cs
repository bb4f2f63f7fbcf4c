using Xunit;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>
/// Code written against one provider must compile against the other. So the provider over the system's libtorch has no public member
/// that official TorchSharp lacks, to the parameter's name and default; and the official package has all of ours.
/// </summary>
public class ApiSurfaceTests
{
#if TORCHSHARP_PACKAGE
    // Question marks are left out of this comparison only: whether the mark of a reference deep inside a type is told depends on who
    // wrote the listing, and no call needs it. (A mark on a value type that were wrong would show where the System provider is compared.)
    [Fact]
    public void The_official_package_has_every_member_that_the_System_provider_has()
    {
        var types = OfficialApi.Snapshot.Select(line => line.Split(" ## ")[0].Split(" :: ")[0]).ToHashSet(StringComparer.Ordinal);
        var official = PublicSurface.OfTorchSharp(types).Select(WithoutMarks).ToHashSet(StringComparer.Ordinal);
        var missing = OfficialApi.Snapshot.Where(line => !official.Contains(WithoutMarks(line))).ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} lines are not in the official package:\n{string.Join('\n', missing)}");
    }

    private static string WithoutMarks(string line) => line.Replace("?", "", StringComparison.Ordinal);
#else
    [Fact]
    public void Every_public_member_of_the_provider_is_official()
    {
        var known = OfficialApi.Snapshot;
        var invented = PublicSurface.OfTorchSharp().Where(line => !known.Contains(line)).Select(Explain).ToList();
        Assert.True(invented.Count == 0, $"{invented.Count} public members are not in the snapshot:\n{string.Join('\n', invented)}");
    }

    [Fact]
    public void The_snapshot_has_no_line_that_the_provider_lacks()
    {
        var lacking = OfficialApi.Snapshot.Except(PublicSurface.OfTorchSharp()).ToList();
        Assert.True(lacking.Count == 0, $"{lacking.Count} lines are not in the provider ({Rewrite}):\n{string.Join('\n', lacking)}");
    }

    private const string Rewrite = OfficialApi.UpdateSwitch + "=1 rewrites the snapshot";

    private static string Explain(string line)
    {
        if (OfficialApi.Listing?.Contains(line) == true) return $"{line}   IS OFFICIAL: {Rewrite}";
        return OfficialApi.Nearest(line) is { } nearest ? $"{line}   NEAREST OFFICIAL: {nearest}" : $"{line}   NO SUCH OFFICIAL MEMBER";
    }
#endif

    [FactWithListing]
    public void Every_line_of_the_snapshot_stands_in_the_official_listing()
    {
        var strangers = OfficialApi.Snapshot.Except(OfficialApi.Listing!).ToList();
        Assert.True(strangers.Count == 0, $"{strangers.Count} lines are not in the listing:\n{string.Join('\n', strangers)}");
    }
}
