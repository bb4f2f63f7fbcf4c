using Xunit;

namespace Audio2Mqtt.Torch.Tests;

/// <summary>A test that reads the sources; skipped, with the reason, where the tests run away from their checkout.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckoutFactAttribute : FactAttribute
{
    public CheckoutFactAttribute()
    {
        if (!Checkout.Available)
            Skip = "the sources are not above the test's folder: run the tests inside the checkout";
    }
}
