using Xunit;

namespace TorchSharp.Tests.ApiSurface;

/// <summary>A test that reads the whole official listing; skipped where a checkout has none beside it.</summary>
internal sealed class FactWithListingAttribute : FactAttribute
{
    public FactWithListingAttribute()
    {
        if (OfficialApi.Listing is null) Skip = "no ../shared/torchsharp-api.txt: the whole official listing is not part of the repository";
    }
}
